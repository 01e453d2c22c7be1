using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Members;

namespace LiveChat.Api.Endpoints.Agents;

/// <summary>What a list of agents is asked for.</summary>
/// <param name="Filter">Which agents.</param>
/// <param name="Order">Their order.</param>
/// <param name="Descending">Whether it is reversed.</param>
/// <param name="Presences">
/// The parts of the list, one after the other: each of these presences by itself; null is any of them.
/// </param>
internal sealed record ListQuery(
    AgentFilter Filter, AgentOrder Order, bool Descending, IReadOnlyList<string?> Presences)
{
    public const string Online = "online";
    public const string Offline = "offline";

    private const int SearchLengthMax = 100;

    public static ListQuery Of(IQueryCollection query, Findings findings)
    {
        var sort = query["sort"].ToString();
        var descending = sort.StartsWith('-');
        var (order, byPresence) = (descending ? sort[1..] : sort) switch
        {
            "" or "username" => (AgentOrder.Username, false),
            "displayName" => (AgentOrder.DisplayName, false),
            "createdAt" => (AgentOrder.CreatedAt, false),
            "presence" => (AgentOrder.Username, true),
            _ => default,
        };
        findings.Require(
            order != default && sort != "-", "sort",
            "must be displayName, username, presence or createdAt, with - before it for descending");
        var presence = query["presence"].ToString();
        findings.Require(presence is "" or Online or Offline, "presence", "must be online or offline");
        return new ListQuery(
            Filtered(query, findings), order, descending && !byPresence, Parts(presence, byPresence, descending));
    }

    /// <summary>By presence, those who are online come first, and among equals it is by username.</summary>
    private static IReadOnlyList<string?> Parts(string presence, bool byPresence, bool descending) =>
        presence.Length > 0 ? [presence]
        : !byPresence ? [null]
        : descending ? [Offline, Online] : [Online, Offline];

    private static AgentFilter Filtered(IQueryCollection query, Findings findings)
    {
        var search = query["search"].ToString();
        findings.Require(
            search.Length <= SearchLengthMax, "search", $"must have at most {SearchLengthMax} characters");
        var queue = query["queue"].ToString();
        var withoutQueue = queue == "none";
        var enabled = query["enabled"].ToString();
        findings.Require(enabled is "" or "true" or "false", "enabled", "must be true or false");
        return new AgentFilter(
            search.Length == 0 ? null : FoldedText.Of(StorableText.Of(search)),
            queue.Length == 0 || withoutQueue ? null : findings.Id<QueueId>("queue", queue),
            withoutQueue,
            enabled.Length == 0 ? null : enabled == "true");
    }
}
