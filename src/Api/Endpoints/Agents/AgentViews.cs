using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Members;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Conversations;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Agents;

/// <summary>
/// Makes views of agents out of their rows and, for who was last online, out of what their actors know now.
/// </summary>
internal sealed class AgentViews(
    IAdministrationDatabase database, IConversationStore conversations, IActors actors, IDirectory directory,
    TimeProvider time)
{
    /// <summary>How far back the conversations that agents have handled are counted.</summary>
    public static readonly TimeSpan HandledWithin = TimeSpan.FromDays(30);

    private static readonly DescribeAgent _describe = new();

    public async ValueTask<AgentView> Of(MemberRow row, CancellationToken cancel) =>
        (await Of([(row, (await Standings([row], cancel))[0])], cancel))[0];

    /// <summary>Where each of them stands now, in their order. All of one tenant.</summary>
    public async ValueTask<AgentStanding[]> Standings(IReadOnlyList<MemberRow> members, CancellationToken cancel)
    {
        if (members.Count == 0) return [];
        var tenant = members[0].Tenant;
        var ids = members.Select(member => member.Id).ToArray();
        var rows = await database.Read(
            (context, token) => context.Presences.Where(row => row.Tenant == tenant && ids.Contains(row.Agent))
                .ToDictionaryAsync(row => row.Agent, token),
            cancel);
        return await Task.WhenAll(members.Select(it => Standing(it, rows.GetValueOrDefault(it.Id), cancel)));
    }

    /// <summary>All of one tenant, at most one page.</summary>
    public async ValueTask<AgentView[]> Of(
        IReadOnlyList<(MemberRow Row, AgentStanding Standing)> members, CancellationToken cancel)
    {
        if (members.Count == 0) return [];
        var tenant = members[0].Row.Tenant;
        var queues = await QueuesOf(tenant, members.Select(it => it.Row.Id), cancel);
        var handled = await conversations.HandledBy(
            tenant, [.. members.Select(it => it.Row.Agent)], time.GetUtcNow() - HandledWithin, cancel);
        var labels = (await directory.Tenant(tenant, cancel))?.Labels.Labels ?? [];
        return
        [
            .. members.Select((it, index) => View(
                it.Row, labels.Where(label => label.Agents?.Contains(it.Row.Agent) == true), queues[it.Row.Id],
                it.Standing, handled[index])),
        ];
    }

    /// <summary>The queues that each of them serves.</summary>
    public async ValueTask<ILookup<MemberId, QueueId>> QueuesOf(
        TenantId tenant, IEnumerable<MemberId> members, CancellationToken cancel)
    {
        var ids = members.ToArray();
        var rows = await database.Read(
            (context, token) => context.Memberships.Where(row => row.Tenant == tenant && ids.Contains(row.Agent))
                .ToListAsync(token),
            cancel);
        return rows.ToLookup(row => row.Agent, row => row.Queue);
    }

    /// <summary>
    /// The actor writes that its agent is online before it says so anywhere, so only who is online by its row needs to
    /// be asked whether that is still so.
    /// </summary>
    private async Task<AgentStanding> Standing(MemberRow member, AgentPresenceRow? row, CancellationToken cancel)
    {
        if (row is null) return new(false, AgentRow.New.Status);
        if (!row.Online || !member.Enabled) return new(false, row.Status);
        var figures = await actors.Ask(ActorId.Of(member.Tenant, member.Agent), _describe, cancel);
        return new(figures.Online, figures.Status);
    }

    private static AgentView View(
        MemberRow member, IEnumerable<Label> labels, IEnumerable<QueueId> queues, AgentStanding standing,
        long handled) => new(
        member.Agent, member.Username, member.DisplayName, member.Email, member.Role, member.MaxConcurrentSessions,
        member.Languages, [.. labels.Select(it => it.Id)], [.. queues.Order()], member.ShowFullPhone, member.Enabled,
        standing.Presence, standing.Status, member.CreatedAt, handled);
}

/// <summary>Whether an agent is there, and the status that it has or had last.</summary>
internal readonly record struct AgentStanding(bool Online, string Status)
{
    public string Presence => Online ? ListQuery.Online : ListQuery.Offline;
}
