using LiveChat.Contracts.Actors;
using LiveChat.Core.Primitives;

namespace LiveChat.Contracts.Tenants;

/// <summary>
/// Settings of the whole tenant changed and are committed: the tenant's actor tells every queue and agent to read
/// theirs again.
/// </summary>
public sealed record TenantChanged : IMessage
{
    public static readonly TenantChanged Now = new();
}

/// <summary>
/// A review is owed: every open conversation of the queue, or with null of the tenant, is to arm its deadline anew. It
/// stands in a row until it is done, and is told again until then.
/// </summary>
public sealed record ReviewDeadlines(QueueId? Queue, long Number) : IMessage;
