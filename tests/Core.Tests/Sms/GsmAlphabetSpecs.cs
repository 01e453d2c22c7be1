using LiveChat.Core.Sms;

namespace LiveChat.Core.Tests.Sms;

public sealed class GsmAlphabetSpecs
{
    [Fact]
    public void The_basic_table_has_127_characters_of_one_septet_each()
    {
        var codes = Enumerable.Range(0, 128).Where(code => code != GsmAlphabet.Escape).Select(code => (byte)code);
        var characters = GsmAlphabet.Decode([.. codes]);
        Assert.Equal(127, characters.Distinct().Count());
        Assert.All(characters, character => Assert.Equal(1, GsmAlphabet.Septets(character)));
    }

    [Theory]
    [InlineData("00", "@")]
    [InlineData("48 6F 6C 61", "Hola")]
    [InlineData("09", "Ç")]
    [InlineData("10 12 1A", "ΔΦΞ")]
    [InlineData("1C 1D 1E 1F", "ÆæßÉ")]
    [InlineData("5B 5C 5D 5E 5F 60", "ÄÖÑÜ§¿")]
    [InlineData("7B 7C 7D 7E 7F", "äöñüà")]
    [InlineData("1B 65", "€")]
    [InlineData("1B 3C 1B 3E 1B 28 1B 29", "[]{}")]
    public void Codes_are_read_by_the_tables_of_the_standard(string septets, string text) =>
        Assert.Equal(text, GsmAlphabet.Decode(Convert.FromHexString(septets.Replace(" ", ""))));

    [Theory]
    [InlineData("1B 41", "A")]
    [InlineData("41 1B", "A ")]
    [InlineData("1B 1B 65", " e")]
    public void An_escape_without_a_meaning_harms_nothing_else(string septets, string text) =>
        Assert.Equal(text, GsmAlphabet.Decode(Convert.FromHexString(septets.Replace(" ", ""))));
}
