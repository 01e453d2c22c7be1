using LiveChat.Core.Primitives;

namespace LiveChat.Core.Tests.Primitives;

public sealed class StorableTextTests
{
    [Theory]
    [InlineData("hola", "hola")]
    [InlineData("a\tb\r\nc", "a\tb\r\nc")]
    [InlineData("a\u0000b", "ab")]
    [InlineData("\u0001\u0008\u000b\u001f\u007f", "")]
    [InlineData("😀", "😀")]
    [InlineData("á\u0085ñ", "á\u0085ñ")]
    public void Only_what_cannot_be_stored_is_removed(string text, string storable) =>
        Assert.Equal(storable, StorableText.Of(text));

    [Theory]
    [InlineData(new[] { 'a', '\ud83d' }, "a")]
    [InlineData(new[] { '\ude00', 'a' }, "a")]
    [InlineData(new[] { '\ud83d', '\ud83d', '\ude00' }, "😀")]
    public void Halves_of_surrogate_pairs_are_removed(char[] text, string storable) =>
        Assert.Equal(storable, StorableText.Of(new string(text)));

    [Fact]
    public void A_clean_text_is_given_back_as_it_is()
    {
        var text = "Grüße, niño 😀";
        Assert.Same(text, StorableText.Of(text));
    }
}
