using System.Collections.Immutable;
using LiveChat.Auditor;
using LiveChat.Outside;

namespace LiveChat.Process.Tests.Cast;

/// <summary>A tenant of a scene, and who is around it.</summary>
public sealed record TroupePlan(string Slug)
{
    public required int Agents { get; init; }
    public int CapOfTenant { get; init; } = 2;

    /// <summary>The first so many have <see cref="OwnCap"/>.</summary>
    public int AgentsWithOwnCap { get; init; }

    public int OwnCap { get; init; } = 3;

    /// <summary>One queue per entry: the indexes of its agents.</summary>
    public required ImmutableArray<Range> Queues { get; init; }

    /// <summary>One per queue; <c>Pulls</c>: its adapter fetches its MT.</summary>
    public required ImmutableArray<(string Address, bool Pulls)> Senders { get; init; }

    /// <summary>Who writes, and to which sender.</summary>
    public required ImmutableArray<(string Address, string Sender)> Contacts { get; init; }

    public TenantPlan Tenant(CallbackAdapter callback) => new(Slug)
    {
        Agents = Agents,
        ConversationsPerAgent = CapOfTenant,
        WaitingPerOnlineAgent = 1,
        Queues = Queues,
        Senders =
        [
            .. Senders.Select(it => it.Pulls
                ? new SenderPlan(it.Address)
                : new SenderPlan(it.Address, callback.Url, callback.Secret)),
        ],
    };

    public Rules Rules(TenantAccess tenant)
    {
        var ids = tenant.Agents.Select(agent => agent.Id).ToArray();
        return new Rules
        {
            CapOfAgent = ids.Index().ToDictionary(
                it => it.Item, it => it.Index < AgentsWithOwnCap ? OwnCap : CapOfTenant),
            AgentsOfQueue = tenant.Queues.Zip(Queues).ToDictionary(
                it => it.First, IReadOnlySet<string> (it) => ids[it.Second].ToHashSet()),
            Senders = Senders.Select(it => it.Address).ToHashSet(),
        };
    }
}
