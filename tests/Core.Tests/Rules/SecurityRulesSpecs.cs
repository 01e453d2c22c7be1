using System.Net;
using LiveChat.Core.Rules;

namespace LiveChat.Core.Tests.Rules;

public sealed class SecurityRulesSpecs
{
    private static readonly SecurityRules _rules = new()
    {
        AdminNetworks = ["203.0.113.0/24", "2001:db8:7::/48", "198.51.100.7/32"],
    };

    [Theory]
    [InlineData("203.0.113.0", true)]
    [InlineData("203.0.113.255", true)]
    [InlineData("203.0.114.0", false)]
    [InlineData("198.51.100.7", true)]
    [InlineData("198.51.100.8", false)]
    [InlineData("2001:db8:7:ffff::1", true)]
    [InlineData("2001:db8:8::1", false)]
    [InlineData("::ffff:203.0.113.9", true)]
    [InlineData("::ffff:203.0.114.9", false)]
    [InlineData("::1", false)]
    public void An_address_is_inside_or_outside(string address, bool inside) =>
        Assert.Equal(inside, _rules.AllowsAdminsFrom(IPAddress.Parse(address)));

    [Fact]
    public void Without_networks_anywhere_is_inside_and_with_them_the_unknown_is_outside()
    {
        Assert.True(new SecurityRules().AllowsAdminsFrom(IPAddress.Parse("192.0.2.1")));
        Assert.True(new SecurityRules().AllowsAdminsFrom(null));
        Assert.False(_rules.AllowsAdminsFrom(null));
    }

    [Theory]
    [InlineData(" 203.0.113.0/24 ", "203.0.113.0/24")]
    [InlineData("203.0.113.9", "203.0.113.9/32")]
    [InlineData("2001:DB8::/32", "2001:db8::/32")]
    [InlineData("2001:db8::1", "2001:db8::1/128")]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9/32")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("::/0", "::/0")]
    [InlineData("203.0.113.9/24", "203.0.113.0/24")]
    [InlineData("203.0.113.0/33", null)]
    [InlineData("203.0.113.0/-1", null)]
    [InlineData("2001:db8::/129", null)]
    [InlineData("fe80::1%eth0", null)]
    [InlineData("example.com", null)]
    [InlineData("", null)]
    public void A_network_has_one_form(string text, string? canonical) =>
        Assert.Equal(canonical, SecurityRules.Canonical(text));
}
