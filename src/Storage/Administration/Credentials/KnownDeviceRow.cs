using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Credentials;

/// <summary>A device and network from which a member has signed in.</summary>
public sealed class KnownDeviceRow
{
    public required TenantId Tenant { get; init; }
    public required MemberId Member { get; init; }
    public required TokenHash Fingerprint { get; init; }
    public required DateTimeOffset LastSeenAt { get; set; }
}
