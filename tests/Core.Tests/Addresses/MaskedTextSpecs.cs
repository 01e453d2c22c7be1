using LiveChat.Core.Addresses;

namespace LiveChat.Core.Tests.Addresses;

public sealed class MaskedTextSpecs
{
    private const string Spanish = "+34600111222";

    [Theory]
    [InlineData("call +34600111222 please", "call +34****1222 please")]
    [InlineData("34600111222", "34****1222")]
    [InlineData("0034 600 11 12 22!", "0034 ****1222!")]
    [InlineData("(600) 111-222.", "(****1222.")]
    [InlineData("600.111.222 or 600/111/222", "****1222 or ****1222")]
    [InlineData("6 0 0 1 1 1 2 2 2", "****1222")]
    [InlineData("x600111222y", "x****1222y")]
    [InlineData("16001112223", "1****12223")]
    [InlineData("600600111222", "600****1222")]
    [InlineData("٦٠٠١١١٢٢٢", "****1222")]
    [InlineData("600\u200b111\u00a0222", "****1222")]
    [InlineData("https://files.test/%2B34600111222/a.jpg", "https://files.test/%2B34****1222/a.jpg")]
    public void The_number_is_taken_out_however_it_is_written(string text, string masked) =>
        Assert.Equal(masked, MaskedText.Of(text, Spanish));

    [Theory]
    [InlineData("")]
    [InlineData("hola")]
    [InlineData("call +34600111223")]
    [InlineData("600 111 22")]
    [InlineData("600\n111\n222")]
    [InlineData("order 600, 111 pieces at 222")]
    [InlineData("600----111222")]
    public void What_is_not_the_number_stays(string text) => Assert.Equal(text, MaskedText.Of(text, Spanish));

    [Fact]
    public void A_short_number_is_taken_whole() =>
        Assert.Equal("****3456 1234", MaskedText.Of("247123456 1234", "+247123456"));

    [Fact]
    public void A_user_id_is_taken_out_in_any_case() =>
        Assert.Equal("I am ****j9Xq", MaskedText.Of("I am us.13491208655302741918j9xq", "US.13491208655302741918j9Xq"));

    [Fact]
    public void No_address_masks_nothing() => Assert.Equal("+34600111222", MaskedText.Of("+34600111222", ""));
}
