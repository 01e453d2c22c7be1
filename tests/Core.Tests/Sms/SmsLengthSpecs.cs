using LiveChat.Core.Sms;

namespace LiveChat.Core.Tests.Sms;

public sealed class SmsLengthSpecs
{
    private const string Emoji = "😀";

    public static TheoryData<string, SmsCoding, int, int> Lengths => new()
    {
        { "", SmsCoding.Gsm7, 0, 1 },
        { "hola", SmsCoding.Gsm7, 4, 1 },
        { "àèéìòùñÑäöüÄÖÜßÇ¿¡£¥§", SmsCoding.Gsm7, 21, 1 },
        { "10 €", SmsCoding.Gsm7, 5, 1 },
        { "[]{}~^|\\", SmsCoding.Gsm7, 16, 1 },
        { "ça va", SmsCoding.Ucs2, 5, 1 },
        { "á", SmsCoding.Ucs2, 1, 1 },
        { "a\tb", SmsCoding.Ucs2, 3, 1 },
        { Emoji, SmsCoding.Ucs2, 2, 1 },
        { new string('a', 160), SmsCoding.Gsm7, 160, 1 },
        { new string('a', 161), SmsCoding.Gsm7, 161, 2 },
        { new string('a', 306), SmsCoding.Gsm7, 306, 2 },
        { new string('a', 307), SmsCoding.Gsm7, 307, 3 },
        { new string('a', 158) + "€", SmsCoding.Gsm7, 160, 1 },
        { new string('a', 159) + "€", SmsCoding.Gsm7, 161, 2 },
        { new string('ж', 70), SmsCoding.Ucs2, 70, 1 },
        { new string('ж', 71), SmsCoding.Ucs2, 71, 2 },
        { new string('ж', 134), SmsCoding.Ucs2, 134, 2 },
        { new string('ж', 135), SmsCoding.Ucs2, 135, 3 },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_text_is_measured_in_the_smallest_coding_that_holds_it(
        string text, SmsCoding coding, int units, int segments) =>
        Assert.Equal(new SmsLength(coding, units, segments), SmsLength.Of(text));

    [Fact]
    public void An_escaped_character_is_not_torn_between_segments()
    {
        var text = new string('a', 152) + "€" + new string('a', 152);
        Assert.Equal(new SmsLength(SmsCoding.Gsm7, 306, 3), SmsLength.Of(text));
    }

    [Fact]
    public void A_surrogate_pair_is_not_torn_between_segments()
    {
        var text = new string('ж', 66) + Emoji + new string('ж', 66);
        Assert.Equal(new SmsLength(SmsCoding.Ucs2, 134, 3), SmsLength.Of(text));
    }

    [Fact]
    public void A_lone_surrogate_counts_as_one_unit() =>
        Assert.Equal(new SmsLength(SmsCoding.Ucs2, 2, 1), SmsLength.Of("\uD83Da"));
}
