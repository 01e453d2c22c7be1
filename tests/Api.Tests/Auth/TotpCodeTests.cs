using System.Text;
using LiveChat.Api.Auth.Totp;

namespace LiveChat.Api.Tests.Auth;

public sealed class TotpCodeTests
{
    private static readonly byte[] _secret = "12345678901234567890"u8.ToArray();

    /// <summary>RFC 6238, appendix B.</summary>
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void The_vectors_of_RFC_6238_hold(long seconds, string code) => Assert.Equal(
        code, TotpCode.Of(_secret, TotpCode.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    /// <summary>RFC 4226, appendix D.</summary>
    [Theory]
    [InlineData(0, "755224")]
    [InlineData(1, "287082")]
    [InlineData(2, "359152")]
    [InlineData(3, "969429")]
    [InlineData(9, "520489")]
    public void The_vectors_of_RFC_4226_hold(long step, string code) => Assert.Equal(code, TotpCode.Of(_secret, step));

    /// <summary>RFC 4648, chapter 10, without padding.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void The_vectors_of_RFC_4648_hold(string text, string encoded) =>
        Assert.Equal(encoded, Base32.Encode(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void A_code_of_the_step_before_or_after_is_taken_and_no_other()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(3_000);
        for (var step = 90L; step <= 110; step++)
        {
            var matched = TotpCode.Match(_secret, TotpCode.Of(_secret, step), now, lastStep: 0);
            Assert.Equal(Math.Abs(step - 100) <= 1 ? step : null, matched);
        }
    }

    [Fact]
    public void A_code_is_worth_nothing_once_it_or_a_later_one_was_used()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(3_000);
        Assert.Null(TotpCode.Match(_secret, TotpCode.Of(_secret, 100), now, lastStep: 100));
        Assert.Null(TotpCode.Match(_secret, TotpCode.Of(_secret, 99), now, lastStep: 100));
        Assert.Equal(101, TotpCode.Match(_secret, TotpCode.Of(_secret, 101), now, lastStep: 100));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("١٢٣٤٥٦")]
    public void What_is_no_code_matches_nothing(string code) =>
        Assert.Null(TotpCode.Match(_secret, code, DateTimeOffset.FromUnixTimeSeconds(3_000), 0));

    [Fact]
    public void Recovery_codes_are_many_never_the_same_and_read_however_they_are_typed()
    {
        var codes = RecoveryCode.NewSet();
        Assert.Equal(10, codes.Distinct().Count());
        Assert.All(codes, it => Assert.Matches("^([a-z2-7]{4}-){3}[a-z2-7]{4}$", it));
        Assert.Equal(RecoveryCode.HashOf(codes[0]), RecoveryCode.HashOf(codes[0].ToUpperInvariant().Replace('-', ' ')));
        Assert.NotEqual(RecoveryCode.HashOf(codes[0]), RecoveryCode.HashOf(codes[1]));
        Assert.Null(RecoveryCode.HashOf("123456"));
        Assert.All(codes.Zip(RecoveryCode.Hashed(codes)), it => Assert.NotEqual(it.First, it.Second));
    }
}
