using LiveChat.Api.Auth;

namespace LiveChat.Api.Tests.Auth;

public sealed class PasswordHashingTests
{
    private readonly PasswordHashing _passwords = new();

    [Fact]
    public async Task A_hash_takes_its_password_only_and_is_never_the_same_twice()
    {
        var hash = await _passwords.Hash("correct-horse-1");
        Assert.True(await _passwords.Verify(hash, "correct-horse-1"));
        Assert.False(await _passwords.Verify(hash, "Correct-horse-1"));
        Assert.NotEqual(hash, await _passwords.Hash("correct-horse-1"));
        Assert.DoesNotContain("correct", hash, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_has_no_password()
    {
        Assert.False(await _passwords.Verify(null, "correct-horse-1"));
        Assert.False(await _passwords.Verify(null, ""));
        Assert.False(await _passwords.Verify("", ""));
    }

    [Fact]
    public async Task Who_finds_too_many_waiting_is_told_and_the_others_are_served()
    {
        var narrow = new PasswordHashing(waitingMax: 3);
        var hash = await narrow.Hash("correct-horse-1");
        var asked = Enumerable.Range(0, 6).Select(_ => narrow.Verify(hash, "wrong")).ToArray();
        var refused = asked.Count(it => it.IsFaulted && it.Exception.InnerException is PasswordsBusyException);
        Assert.InRange(refused, 1, 3);
        foreach (var task in asked.Where(it => !it.IsFaulted)) Assert.False(await task);
        Assert.True(await narrow.Verify(hash, "correct-horse-1"));
    }
}
