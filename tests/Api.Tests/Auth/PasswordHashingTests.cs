using System.Buffers.Binary;
using LiveChat.Api.Auth;
using LiveChat.Silo.Starting;
using Microsoft.AspNetCore.Cryptography.KeyDerivation;

namespace LiveChat.Api.Tests.Auth;

public sealed class PasswordHashingTests
{
    private readonly PasswordHashing _passwords = new();

    [Fact]
    public async Task A_hash_takes_its_password_only_and_is_never_the_same_twice()
    {
        var hash = await _passwords.Hash("correct-horse-1");
        Assert.Equal(PasswordVerdict.Right, await _passwords.Verify(hash, "correct-horse-1"));
        Assert.Equal(PasswordVerdict.Wrong, await _passwords.Verify(hash, "Correct-horse-1"));
        Assert.NotEqual(hash, await _passwords.Hash("correct-horse-1"));
        Assert.DoesNotContain("correct", hash, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_has_no_password()
    {
        Assert.Equal(PasswordVerdict.Wrong, await _passwords.Verify(null, "correct-horse-1"));
        Assert.Equal(PasswordVerdict.Wrong, await _passwords.Verify(null, ""));
        Assert.Equal(PasswordVerdict.Wrong, await _passwords.Verify("", ""));
    }

    [Fact]
    public async Task A_program_that_is_told_nothing_of_it_hashes_as_the_framework_does_by_default()
    {
        var hash = Convert.FromBase64String(
            await new PasswordHashing(new LiveChatOptions().PasswordIterations).Hash("correct-horse-1"));
        // Version 3: its mark, the pseudo-random function, the iterations, the salt's size, salt and key.
        Assert.Equal(0x01, hash[0]);
        Assert.Equal((uint)KeyDerivationPrf.HMACSHA512, BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)));
        Assert.Equal(100_000u, BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)));
    }

    [Fact]
    public async Task A_hash_of_a_former_way_is_right_and_is_to_be_made_anew()
    {
        var former = await new PasswordHashing(presentMax: 4, iterations: 1_000).Hash("correct-horse-1");
        Assert.Equal(PasswordVerdict.RightButOld, await _passwords.Verify(former, "correct-horse-1"));
        Assert.Equal(PasswordVerdict.Wrong, await _passwords.Verify(former, "correct-horse-2"));
    }

    [Fact]
    public async Task Who_finds_too_many_waiting_is_told_and_the_others_are_served()
    {
        var narrow = new PasswordHashing(presentMax: 4, iterations: 1_000);
        var hash = await narrow.Hash("correct-horse-1");
        var asked = Enumerable.Range(0, 100).Select(_ => narrow.Verify(hash, "wrong", "one address")).ToArray();
        var refused = asked.Count(it => it.IsFaulted && it.Exception.InnerException is PasswordsBusyException);
        Assert.InRange(refused, 1, 98);
        foreach (var task in asked.Where(it => !it.IsFaulted)) Assert.Equal(PasswordVerdict.Wrong, await task);
        Assert.Equal(PasswordVerdict.Right, await narrow.Verify(hash, "correct-horse-1"));
    }
}
