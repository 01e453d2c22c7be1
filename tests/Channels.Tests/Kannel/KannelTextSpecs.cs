using System.Text;
using LiveChat.Channels.Kannel;

namespace LiveChat.Channels.Tests.Kannel;

public sealed class KannelTextSpecs
{
    [Theory]
    [InlineData("C3 B1 E2 82 AC", "0", "UTF-8", "ñ€")]
    [InlineData("C3 B1", "0", null, "ñ")]
    [InlineData("C3 B1", "1", "8-BIT", "ñ")]
    [InlineData("F1 E9", "0", "UTF-8", "ñé")]
    [InlineData("F1 E9", "0", "ISO-8859-1", "ñé")]
    [InlineData("F1 E9", "0", "latin1", "ñé")]
    [InlineData("80 93 41 94", "0", "windows-1252", "€“A”")]
    [InlineData("80", "0", "CP1252", "€")]
    [InlineData("D8 3D DE 00 04 36", "2", "UTF-16BE", "😀ж")]
    [InlineData("D8 3D DE 00", "2", null, "😀")]
    [InlineData("FE FF 00 41", "2", "UCS-2", "A")]
    [InlineData("FF FE 41 00", "2", "UTF-16", "A")]
    [InlineData("00 41 42", "2", "UTF-16BE", "A")]
    [InlineData("48 6F 6C 61 00 1B 65 7D", "0", "GSM", "Hola@€ñ")]
    [InlineData("C3 B1", "2", "UTF-8", "ñ")]
    [InlineData("", "0", "UTF-8", "")]
    public void A_known_charset_decides_and_else_the_coding(
        string bytes, string? coding, string? charset, string text) =>
        Assert.Equal(text, KannelText.Decode(Convert.FromHexString(bytes.Replace(" ", "")), coding, charset));

    [Theory]
    [InlineData("?text=hola+%C3%B1", "hola ñ")]
    [InlineData("text=a%2Bb%26c%3Dd", "a+b&c=d")]
    [InlineData("x=1&text=first&text=second", "first")]
    [InlineData("text=100%", "100%")]
    [InlineData("text=%zz%4", "%zz%4")]
    [InlineData("te%78t=name", "name")]
    [InlineData("text=a=b", "a=b")]
    public void Parameters_are_bytes_percent_encoded_as_forms_are(string query, string text) =>
        Assert.Equal(text, Encoding.UTF8.GetString(KannelQuery.Parse(query).Bytes("text")!));

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("text")]
    [InlineData("=x")]
    public void What_has_no_name_or_value_is_no_parameter(string query) =>
        Assert.Null(KannelQuery.Parse(query).Bytes("text"));
}
