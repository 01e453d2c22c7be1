using LiveChat.Core.Addresses;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Tests.Addresses;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+34600111222", "+34600111222")]
    [InlineData(" +34 600-111-222 ", "+34600111222")]
    [InlineData("+34 (600) 111.222", "+34600111222")]
    [InlineData("0034600111222", "+34600111222")]
    [InlineData("whatsapp:+34600111222", "+34600111222")]
    [InlineData("WhatsApp: +34600111222", "+34600111222")]
    [InlineData("tel:+34600111222", "+34600111222")]
    [InlineData("+1 (415) 555-0100", "+14155550100")]
    public void Spellings_of_a_number_have_one_canonical_form(string text, string canonical)
    {
        Assert.True(PhoneNumber.TryNormalise(text, out var normalised));
        Assert.Equal(canonical, normalised);
        Assert.True(PhoneNumber.IsCanonical(canonical));
    }

    [Theory]
    [InlineData("+5215512345678", "+525512345678")]
    [InlineData("+525512345678", "+525512345678")]
    [InlineData("+5491123456789", "+541123456789")]
    [InlineData("+541123456789", "+541123456789")]
    [InlineData("+553187654321", "+5531987654321")]
    [InlineData("+5531987654321", "+5531987654321")]
    [InlineData("+553132654321", "+553132654321")]
    [InlineData("+5211234567", "+5211234567")]
    public void Old_and_new_forms_of_mobile_numbers_are_one(string text, string canonical)
    {
        Assert.True(PhoneNumber.TryNormalise(text, out var normalised));
        Assert.Equal(canonical, normalised);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("+")]
    [InlineData("600111222")]
    [InlineData("34600111222")]
    [InlineData("+0600111222")]
    [InlineData("00")]
    [InlineData("+123456")]
    [InlineData("+1234567890123456")]
    [InlineData("+34600111a22")]
    [InlineData("+34600111222\u0000")]
    [InlineData("++34600111222")]
    [InlineData("+٣٤٦٠٠١١١٢٢٢")]
    public void What_is_no_international_number_is_refused(string text) =>
        Assert.False(PhoneNumber.TryNormalise(text, out _));

    [Fact]
    public void A_text_of_a_megabyte_is_refused() =>
        Assert.False(PhoneNumber.TryNormalise("+" + new string('3', 1_000_000), out _));

    [Fact]
    public void Bare_digits_are_international_only_where_the_provider_writes_them_so()
    {
        Assert.False(PhoneNumber.TryNormalise("34600111222", bareIsInternational: false, out _));
        Assert.True(PhoneNumber.TryNormalise("34600111222", bareIsInternational: true, out var canonical));
        Assert.Equal("+34600111222", canonical);
    }

    [Theory]
    [InlineData("+34600111222", "+34****1222")]
    [InlineData("+14155550100", "+1****0100")]
    [InlineData("+351912345678", "+351****5678")]
    [InlineData("US.abc123456", "****3456")]
    public void A_masked_number_shows_country_code_and_last_four(string address, string masked) =>
        Assert.Equal(masked, PhoneNumber.Mask(address));

    [Theory]
    [InlineData("12345", true)]
    [InlineData("ACME Bank", true)]
    [InlineData("+34900100200", true)]
    [InlineData("12", false)]
    [InlineData("ACME Bank of Spain", false)]
    [InlineData("Ñandú", false)]
    [InlineData("123456789", false)]
    public void A_sender_is_a_number_a_short_code_or_a_short_name(string text, bool isSender) =>
        Assert.Equal(isSender, SenderAddress.TryNormalise(text, out _));

    [Fact]
    public void Only_on_WhatsApp_a_contact_may_have_no_number()
    {
        Assert.True(ContactAddress.TryNormalise(Channel.WhatsApp, "ES.1a2B3c", false, out var canonical));
        Assert.Equal("ES.1a2B3c", canonical);
        Assert.False(ContactAddress.TryNormalise(Channel.Sms, "ES.1a2B3c", false, out _));
        Assert.False(ContactAddress.TryNormalise(Channel.WhatsApp, "ES.1a2-3c", false, out _));
    }
}
