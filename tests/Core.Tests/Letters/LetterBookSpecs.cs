using LiveChat.Core.Letters;
using LiveChat.Core.Phrases;

namespace LiveChat.Core.Tests.Letters;

public sealed class LetterBookSpecs
{
    private static readonly (string, string)[] _values =
    [
        ("name", "Zoë"), ("tenant", "Acme"), ("link", "https://chat.test/register#token=lci_1"),
        ("expires", "2026-11-29 10:15"), ("time", "2026-11-22 10:15"), ("address", "192.0.2.1"), ("device", "Firefox"),
    ];

    public static TheoryData<LetterKind, string> Letters
    {
        get
        {
            var all = new TheoryData<LetterKind, string>();
            foreach (var kind in Enum.GetValues<LetterKind>())
                foreach (var language in DefaultPhrases.Languages)
                    all.Add(kind, language);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public void Every_letter_is_whole_in_every_language(LetterKind kind, string language)
    {
        var letter = LetterBook.Write(kind, language, _values);
        Assert.Equal(kind, letter.Kind);
        foreach (var part in (string[])[letter.Subject, letter.Text, letter.Html])
        {
            Assert.Contains("Acme", part);
            Assert.DoesNotContain("{", part);
        }

        Assert.Contains("Zoë", letter.Text);
        Assert.Contains("Zoë", letter.Html);
        Assert.Contains($"<html lang=\"{language}\">", letter.Html);
        if (kind != LetterKind.Invitation) return;
        Assert.Contains("\nhttps://chat.test/register#token=lci_1\n", letter.Text);
        Assert.Contains("<a href=\"https://chat.test/register#token=lci_1\">", letter.Html);
    }

    [Fact]
    public void Each_language_has_its_own_words() => Assert.Equal(
        DefaultPhrases.Languages.Length,
        DefaultPhrases.Languages.Select(it => LetterBook.Write(LetterKind.Invitation, it, _values).Text)
            .Distinct().Count());

    [Theory]
    [InlineData(null)]
    [InlineData("ja")]
    public void An_unknown_language_is_answered_in_English(string? language) => Assert.Equal(
        "You are invited to Acme", LetterBook.Write(LetterKind.Invitation, language, _values).Subject);

    [Fact]
    public void Nothing_that_a_person_typed_breaks_a_line_or_becomes_markup()
    {
        var letter = LetterBook.Write(
            LetterKind.Invitation, "en", ("name", "<script>alert('{tenant}')</script>\r\n\r\nBcc: all@acme.test"),
            ("tenant", "A&B\r\nBcc: all@acme.test\u2028x\ud83d"), ("link", "https://x.test/\"onclick=\"y"),
            ("expires", ""));
        Assert.Equal("You are invited to A&B  Bcc: all@acme.test x", letter.Subject);
        Assert.DoesNotContain("\nBcc", letter.Text);
        Assert.Contains("<script>alert('{tenant}')", letter.Text);
        Assert.DoesNotContain("<script", letter.Html);
        Assert.DoesNotContain("\"onclick", letter.Html);
        Assert.Contains("&lt;script&gt;alert(&#x27;{tenant}&#x27;)", letter.Html);
        Assert.Contains("<title>You are invited to A&amp;B", letter.Html);
    }

    [Fact]
    public void A_value_without_end_is_cut()
    {
        var letter = LetterBook.Write(LetterKind.PasswordChanged, "en",
            ("name", "x"), ("tenant", new string('y', 100_000)), ("time", "z"));
        Assert.True(letter.Subject.Length < LetterBook.ValueLengthMax + 100);
    }

    [Fact]
    public void A_missing_value_is_a_bug_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => LetterBook.Write(LetterKind.Invitation, "en", ("name", "x")));
}
