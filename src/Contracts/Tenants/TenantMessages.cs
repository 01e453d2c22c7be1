using LiveChat.Contracts.Actors;

namespace LiveChat.Contracts.Tenants;

/// <summary>
/// Settings of the whole tenant changed and are committed: the tenant's actor tells every queue and agent to read
/// theirs again.
/// </summary>
public sealed record TenantChanged : IMessage
{
    public static readonly TenantChanged Now = new();
}
