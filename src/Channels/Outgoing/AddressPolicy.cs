using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace LiveChat.Channels.Outgoing;

/// <summary>
/// Which addresses may be called. Public means: of the unicast space, and in none of the blocks of the IANA
/// special-purpose registries (RFC 6890 and its updates) that are not globally reachable. An IPv4 address inside an
/// IPv6 one is judged as that IPv4 address.
/// </summary>
public sealed class AddressPolicy(bool allowLoopback, ImmutableArray<IPNetwork> allowedNetworks)
{
    /// <summary>Only public addresses.</summary>
    public static readonly AddressPolicy PublicOnly = new(false, []);

    private static readonly ImmutableArray<IPNetwork> _special4 = Networks(
        "0.0.0.0/8",          // this network
        "10.0.0.0/8",         // private
        "100.64.0.0/10",      // shared by carriers (CGNAT); one cloud's metadata
        "127.0.0.0/8",        // loopback
        "168.63.129.16/32",   // public by number, but one cloud's host agent
        "169.254.0.0/16",     // link-local; most clouds' metadata
        "172.16.0.0/12",      // private
        "192.0.0.0/24",       // protocol assignments
        "192.0.2.0/24",       // documentation
        "192.88.99.0/24",     // 6to4 relays, given up
        "192.168.0.0/16",     // private
        "198.18.0.0/15",      // benchmarks
        "198.51.100.0/24",    // documentation
        "203.0.113.0/24",     // documentation
        "224.0.0.0/4",        // multicast
        "240.0.0.0/4");       // reserved, broadcast

    private static readonly IPNetwork _global6 = IPNetwork.Parse("2000::/3");

    private static readonly ImmutableArray<IPNetwork> _special6 = Networks(
        "2001::/23",          // protocol assignments: Teredo, ORCHID, benchmarks
        "2001:db8::/32",      // documentation
        "2002::/16",          // 6to4: would reach any IPv4 address
        "3fff::/20");         // documentation

    /// <summary>RFC 6052: how networks with IPv6 only reach IPv4 addresses.</summary>
    private static readonly IPNetwork _nat64 = IPNetwork.Parse("64:ff9b::/96");

    public bool Allows(IPAddress address)
    {
        var plain = Unwrap(address);
        if (allowLoopback && IPAddress.IsLoopback(plain)) return true;
        foreach (var network in allowedNetworks)
            if (network.Contains(plain)) return true;
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? !InAny(_special4, plain)
            : _global6.Contains(plain) && !InAny(_special6, plain);
    }

    private static IPAddress Unwrap(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 && _nat64.Contains(address)
            ? new IPAddress(address.GetAddressBytes().AsSpan(12))
            : address;
    }

    private static bool InAny(ImmutableArray<IPNetwork> networks, IPAddress address)
    {
        foreach (var network in networks)
            if (network.Contains(address)) return true;
        return false;
    }

    private static ImmutableArray<IPNetwork> Networks(params string[] blocks) => [.. blocks.Select(IPNetwork.Parse)];
}
