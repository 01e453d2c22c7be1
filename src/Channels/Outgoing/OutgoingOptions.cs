using System.Net;

namespace LiveChat.Channels.Outgoing;

/// <summary>Section <c>LiveChat:Outgoing</c>: which addresses may be called besides the public ones.</summary>
public sealed class OutgoingOptions
{
    /// <summary>Allows 127.0.0.0/8 and ::1.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>Networks in CIDR form, as <c>10.20.0.0/16</c>, that may be called though they are not public.</summary>
    public IList<string> AllowedNetworks { get; set; } = [];

    /// <exception cref="FormatException">An entry is not a network in CIDR form.</exception>
    public AddressPolicy ToPolicy() => new(AllowLoopback, [.. AllowedNetworks.Select(IPNetwork.Parse)]);
}
