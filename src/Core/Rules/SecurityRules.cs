using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Serialization;

namespace LiveChat.Core.Rules;

/// <summary>How a tenant's members sign in (R3.9).</summary>
public sealed record SecurityRules
{
    public const int SessionIdleSecondsDefault = 8 * 3_600;
    public const int SessionIdleSecondsMin = 60;
    public const int SessionIdleSecondsMax = 30 * 86_400;
    public const int AdminNetworksMax = 100;

    private ImmutableArray<IPNetwork>? _networks;

    /// <summary>A session ends when nothing came with its token for this long.</summary>
    public int SessionIdleSeconds { get; init; } = SessionIdleSecondsDefault;

    /// <summary>An admin without a second factor may do nothing but enrol one.</summary>
    public bool TotpRequiredForAdmins { get; init; }

    /// <summary>
    /// Where those who administer may come from: networks in CIDR notation, IPv4 and IPv6; empty is anywhere.
    /// </summary>
    public ImmutableArray<string> AdminNetworks { get; init; } = [];

    /// <summary>Members get mail when somebody signs in as them from a device not seen before.</summary>
    public bool NewDeviceMail { get; init; } = true;

    [JsonIgnore]
    public TimeSpan SessionIdle => TimeSpan.FromSeconds(SessionIdleSeconds);

    /// <summary>Whether one may administer from that address; an unknown one is in no network.</summary>
    public bool AllowsAdminsFrom(IPAddress? address)
    {
        if (AdminNetworks.IsDefaultOrEmpty) return true;
        if (address is null) return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var networks = _networks ??= [.. AdminNetworks.Select(IPNetwork.Parse)];
        return networks.Any(network => network.Contains(plain));
    }

    /// <summary>
    /// The canonical form of a network as <c>203.0.113.0/24</c> or <c>2001:db8::/32</c>, where what stands behind the
    /// prefix does not matter, or of a single address; null for anything else.
    /// </summary>
    public static string? Canonical(string text)
    {
        var trimmed = text.Trim();
        if (IPNetwork.TryParse(trimmed, out var network)) return network.ToString();
        if (!IPAddress.TryParse(trimmed, out var address) || trimmed.Contains('%')) return null;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return new IPNetwork(address, address.GetAddressBytes().Length * 8).ToString();
    }
}
