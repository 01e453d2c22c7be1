using LiveChat.Channels.Outgoing;
using LiveChat.Channels.Tests.Support;
using LiveChat.Contracts.Outbox;

namespace LiveChat.Channels.Tests.Outgoing;

public sealed class OutgoingUrlsSpecs
{
    [Theory]
    [InlineData("https://8.8.8.8/hook?a=b", UrlVerdict.Allowed)]
    [InlineData("http://[2606:4700:4700::1111]:8080/", UrlVerdict.Allowed)]
    [InlineData("", UrlVerdict.Malformed)]
    [InlineData("example.com/hook", UrlVerdict.Malformed)]
    [InlineData("http://", UrlVerdict.Malformed)]
    [InlineData("ftp://8.8.8.8/", UrlVerdict.SchemeNotAllowed)]
    [InlineData("file:///etc/passwd", UrlVerdict.SchemeNotAllowed)]
    [InlineData("gopher://8.8.8.8/", UrlVerdict.SchemeNotAllowed)]
    [InlineData("http://user@8.8.8.8/", UrlVerdict.HasCredentials)]
    [InlineData("http://user:secret@8.8.8.8/", UrlVerdict.HasCredentials)]
    [InlineData("http://127.0.0.1/", UrlVerdict.AddressNotPublic)]
    [InlineData("http://localhost:9000/", UrlVerdict.AddressNotPublic)]
    [InlineData("http://127.1/", UrlVerdict.AddressNotPublic)]
    [InlineData("http://2130706433/", UrlVerdict.AddressNotPublic)]
    [InlineData("http://0x7f000001/", UrlVerdict.AddressNotPublic)]
    [InlineData("http://0177.0.0.1/", UrlVerdict.AddressNotPublic)]
    [InlineData("http://[::ffff:127.0.0.1]/", UrlVerdict.AddressNotPublic)]
    [InlineData("http://[::1]/", UrlVerdict.AddressNotPublic)]
    [InlineData("http://169.254.169.254/latest/meta-data", UrlVerdict.AddressNotPublic)]
    [InlineData("http://10.0.0.1/", UrlVerdict.AddressNotPublic)]
    public async Task A_URL_is_judged_by_its_form_and_by_where_it_leads(string url, UrlVerdict verdict) =>
        Assert.Equal(verdict, await new OutgoingUrls(AddressPolicy.PublicOnly).Judge(url));

    [Fact]
    public async Task A_URL_longer_than_2048_characters_is_malformed() =>
        Assert.Equal(
            UrlVerdict.Malformed,
            await new OutgoingUrls(AddressPolicy.PublicOnly).Judge("https://8.8.8.8/" + new string('a', 2_048)));

    [Fact]
    public async Task A_name_that_does_not_resolve_yet_is_allowed() =>
        Assert.Equal(
            UrlVerdict.Allowed, await new OutgoingUrls(AddressPolicy.PublicOnly).Judge("https://nowhere.invalid/"));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task The_connection_itself_is_judged_whatever_was_judged_before(string host)
    {
        await using var receiver = await Receiver.Start(200);
        using var http = new HttpMessageInvoker(GuardedConnections.Create(AddressPolicy.PublicOnly));
        var url = new UriBuilder(receiver.Url) { Host = host }.Uri;
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.SendAsync(request, default));
        Assert.IsType<AddressNotAllowedException>(refused.InnerException);
        Assert.Null(receiver.Unexpected());
    }
}
