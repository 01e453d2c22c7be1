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

    public async ValueTask<AgentView> Of(MemberRow row, CancellationToken cancel) => (await Of([row], cancel))[0];

    /// <summary>All of one tenant, at most one page.</summary>
    public async ValueTask<AgentView[]> Of(IReadOnlyList<MemberRow> members, CancellationToken cancel)
    {
        if (members.Count == 0) return [];
        var tenant = members[0].Tenant;
        var ids = members.Select(member => member.Id).ToArray();
        var (presences, queues) = await database.Read(
            async (rows, token) => (
                await rows.Presences.Where(row => row.Tenant == tenant && ids.Contains(row.Agent))
                    .ToDictionaryAsync(row => row.Agent, token),
                (await rows.Memberships.Where(row => row.Tenant == tenant && ids.Contains(row.Agent))
                    .ToListAsync(token)).ToLookup(row => row.Agent, row => row.Queue)),
            cancel);
        var handled = await conversations.HandledBy(
            tenant, [.. members.Select(member => member.Agent)], time.GetUtcNow() - HandledWithin, cancel);
        var labels = (await directory.Tenant(tenant, cancel))?.Labels.Labels ?? [];
        return await Task.WhenAll(members.Select(async (member, index) =>
        {
            var (online, status) = await Standing(member, presences.GetValueOrDefault(member.Id), cancel);
            var granted = labels.Where(it => it.Agents?.Contains(member.Agent) == true);
            return View(member, granted, queues[member.Id], online, status, handled[index]);
        }));
    }

    /// <summary>
    /// The actor writes that its agent is online before it says so anywhere, so only who is online by its row needs to
    /// be asked whether that is still so.
    /// </summary>
    private async Task<(bool Online, string Status)> Standing(
        MemberRow member, AgentPresenceRow? row, CancellationToken cancel)
    {
        if (row is null) return (false, AgentRow.New.Status);
        if (!row.Online || !member.Enabled) return (false, row.Status);
        var figures = await actors.Ask(ActorId.Of(member.Tenant, member.Agent), _describe, cancel);
        return (figures.Online, figures.Status);
    }

    private static AgentView View(
        MemberRow member, IEnumerable<Label> labels, IEnumerable<QueueId> queues, bool online, string status,
        long handled) => new(
        member.Agent, member.Username, member.DisplayName, member.Email, member.Role, member.MaxConcurrentSessions,
        member.Languages, [.. labels.Select(it => it.Id)], [.. queues.Order()], member.ShowFullPhone, member.Enabled,
        online ? "online" : "offline", status, member.CreatedAt, handled);
}
