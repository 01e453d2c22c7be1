using LiveChat.Core.Primitives;

namespace LiveChat.Core.Tests.Primitives;

public sealed class FoldedTextSpecs
{
    [Theory]
    [InlineData("MARÍA Ñúñez", "maria nunez")]
    [InlineData("Marı\u0301a", "maria")]
    [InlineData("Łukasz ŻÓŁĆ", "lukasz zolc")]
    [InlineData("Straße", "strasse")]
    [InlineData("Ærø Œuvre", "aero oeuvre")]
    [InlineData("ЖАННА", "жанна")]
    [InlineData("李小龍 👋", "李小龍 👋")]
    [InlineData("", "")]
    public void Case_and_accents_are_gone_and_everything_else_stays(string text, string folded) =>
        Assert.Equal(folded, FoldedText.Of(text));
}
