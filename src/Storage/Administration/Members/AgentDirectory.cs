using LiveChat.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Members;

/// <summary>By what agents are listed. Each is an order without ties, along an index.</summary>
public enum AgentOrder : byte
{
    Username = 1,
    DisplayName,
    CreatedAt,
}

/// <summary>Which agents are listed; null does not filter.</summary>
/// <param name="Search">Part of the display name, username or email, folded (<see cref="FoldedText"/>).</param>
/// <param name="Queue">Those who serve it.</param>
/// <param name="WithoutQueue">Those who serve none.</param>
/// <param name="Enabled">Those who are, or are not.</param>
/// <param name="OnlineByRow">Those whose actor last wrote that they are online, which may be no longer so.</param>
public sealed record AgentFilter(
    string? Search = null, QueueId? Queue = null, bool WithoutQueue = false, bool? Enabled = null,
    bool OnlineByRow = false);

/// <summary>
/// Pages of a tenant's agents. Every order is that of an index, so that a page is found without sorting, from where the
/// page before ended; a filter walks on along it, through the tenant's own agents at most, and looks at no row but
/// those of the page: what it asks is in the index.
/// </summary>
public static class AgentDirectory
{
    /// <summary>Follows the name in <see cref="MemberRow.SearchKey"/>, and is above all that may come there.</summary>
    private const string AfterAll = "\uffff";

    /// <summary>The agents after a key of <see cref="KeyOf"/>; null: from the start.</summary>
    public static async Task<List<MemberRow>> Page(
        AdministrationContext rows, TenantId tenant, AgentFilter filter, AgentOrder order, bool descending,
        string? after, int limit, CancellationToken cancel)
    {
        var ids = await Ids(rows, tenant, filter, order, descending, after).Take(limit).ToArrayAsync(cancel);
        var found = await rows.Members.Where(row => row.Tenant == tenant && ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancel);
        return [.. ids.Select(id => found[id])];
    }

    /// <summary>Who they are.</summary>
    public static IQueryable<MemberId> Ids(
        AdministrationContext rows, TenantId tenant, AgentFilter filter, AgentOrder order, bool descending,
        string? after) =>
        Ordered(Filtered(rows, tenant, filter), order, descending, after).Select(row => row.Id);

    /// <summary>Where an agent stands in that order.</summary>
    public static string KeyOf(AgentOrder order, MemberRow agent) => order switch
    {
        AgentOrder.Username => agent.UsernameKey!,
        AgentOrder.CreatedAt => agent.Id.ToString(),
        AgentOrder.DisplayName => agent.SearchKey[..(agent.SearchKey.LastIndexOf('\n') + 1)],
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "An order without a key."),
    };

    private static IQueryable<MemberRow> Filtered(AdministrationContext rows, TenantId tenant, AgentFilter filter)
    {
        var agents = rows.AgentsOf(tenant);
        if (filter.Enabled is { } enabled) agents = agents.Where(row => row.Enabled == enabled);
        if (filter.Search is { } search) agents = agents.Where(row => row.SearchKey.Contains(search));
        if (filter.WithoutQueue)
        {
            agents = agents.Where(
                row => !rows.Memberships.Any(it => it.Tenant == row.Tenant && it.Agent == row.Id));
        }

        if (filter.Queue is { } queue)
        {
            agents = agents.Where(row => rows.Memberships.Any(
                it => it.Tenant == row.Tenant && it.Queue == queue && it.Agent == row.Id));
        }

        if (filter.OnlineByRow)
        {
            agents = agents.Where(
                row => rows.Presences.Any(it => it.Tenant == row.Tenant && it.Agent == row.Id && it.Online));
        }

        return agents;
    }

    private static IQueryable<MemberRow> Ordered(
        IQueryable<MemberRow> agents, AgentOrder order, bool descending, string? after)
    {
        switch (order)
        {
            case AgentOrder.Username:
                if (after is not null)
                {
                    agents = descending
                        ? agents.Where(row => row.UsernameKey!.CompareTo(after) < 0)
                        : agents.Where(row => row.UsernameKey!.CompareTo(after) > 0);
                }

                return descending
                    ? agents.OrderByDescending(row => row.UsernameKey)
                    : agents.OrderBy(row => row.UsernameKey);
            case AgentOrder.DisplayName:
                if (after is not null)
                {
                    var past = after + AfterAll;
                    agents = descending
                        ? agents.Where(row => row.SearchKey.CompareTo(after) < 0)
                        : agents.Where(row => row.SearchKey.CompareTo(past) > 0);
                }

                return descending
                    ? agents.OrderByDescending(row => row.SearchKey)
                    : agents.OrderBy(row => row.SearchKey);
            default:
                if (after is not null)
                {
                    var id = GuidId.Parse<MemberId>(after);
                    agents = descending
                        ? agents.Where(row => row.Id.CompareTo(id) < 0)
                        : agents.Where(row => row.Id.CompareTo(id) > 0);
                }

                return descending ? agents.OrderByDescending(row => row.Id) : agents.OrderBy(row => row.Id);
        }
    }
}
