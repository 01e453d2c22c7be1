using System.Net;
using System.Net.Sockets;
using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Api.Auth;

/// <summary>
/// Where a request comes from: the peer of its connection, or what a trusted proxy says of it. IPv4 in IPv6 is IPv4.
/// </summary>
internal static class ClientAddress
{
    private const int NetworkBytesV4 = 3;
    private const int NetworkBytesV6 = 6;
    private const int SubscriberBytesV6 = 8;

    public static IPAddress? ClientIp(this HttpContext http) =>
        http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped
            ? mapped.MapToIPv4()
            : http.Connection.RemoteIpAddress;

    /// <summary>
    /// Whose turn it is and whose limit where addresses share something: one subscriber has 64 bits of IPv6 for itself,
    /// and would otherwise be as many as it likes. Empty where nobody knows.
    /// </summary>
    public static string SourceOf(IPAddress? address) => address switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6 } =>
            Convert.ToHexString(address.GetAddressBytes().AsSpan(0, SubscriberBytesV6)),
        _ => address.ToString(),
    };

    /// <summary>
    /// What tells a device at its place from others: its name, and its network (/24, or /48 of IPv6), for addresses
    /// change.
    /// </summary>
    public static TokenHash? FingerprintOf(string? device, IPAddress? address)
    {
        if (device is null || address is null) return null;
        var bytes = address.AddressFamily == AddressFamily.InterNetwork ? NetworkBytesV4 : NetworkBytesV6;
        return TokenHash.Of($"{device}\n{Convert.ToHexString(address.GetAddressBytes()[..bytes])}");
    }
}
