using System.Net;
using LiveChat.Api.Auth;

namespace LiveChat.Api.Tests.Auth;

public sealed class ClientAddressSpecs
{
    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("203.0.113.5", "203.0.113.5", true)]
    [InlineData("203.0.113.5", "203.0.113.6", false)]
    public void Whoever_has_a_network_of_addresses_takes_one_turn(string one, string other, bool same) =>
        Assert.Equal(
            same, ClientAddress.SourceOf(IPAddress.Parse(one)) == ClientAddress.SourceOf(IPAddress.Parse(other)));

    [Fact]
    public void Who_comes_from_nowhere_has_no_name() => Assert.Equal("", ClientAddress.SourceOf(null));
}
