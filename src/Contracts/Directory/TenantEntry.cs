using System.Collections.Immutable;
using LiveChat.Core.Primitives;

namespace LiveChat.Contracts.Directory;

/// <summary>A tenant as routing and edges see it.</summary>
public sealed record TenantEntry(
    TenantId Id, string Slug, string Name, string TimeZone, string Language, int Seats, bool LiveChat,
    ImmutableArray<string>? AllowedSenders, CapacitySettings Settings);

/// <summary>
/// The capacity fields of <c>settings/livechat</c>; null inherits. In a queue, <c>ConversationsPerAgent</c> caps the
/// conversations of that queue that one agent holds, and null is no such cap.
/// </summary>
public sealed record CapacitySettings(
    int? ConversationsPerAgent, int? WaitingPerOnlineAgent, int? WaitingWithNobodyOnline)
{
    /// <summary>A tenant that has set nothing.</summary>
    public static readonly CapacitySettings TenantDefault = new(5, 3, 0);

    /// <summary>A queue that has set nothing.</summary>
    public static readonly CapacitySettings QueueDefault = new(null, null, null);
}
