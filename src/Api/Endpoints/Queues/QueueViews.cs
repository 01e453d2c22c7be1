using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Queues;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Queues;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Queues;

/// <summary>Makes views of queues out of their rows and what their actors know now.</summary>
internal sealed class QueueViews(
    IAdministrationDatabase database, IDirectory directory, IActors actors, TimeProvider time)
{
    private static readonly DescribeQueue _describe = new();

    public async ValueTask<QueueView> WithMembers(QueueRow queue, CancellationToken cancel)
    {
        var members = await database.Read(
            (rows, token) => rows.Memberships
                .Where(row => row.Tenant == queue.Tenant && row.Queue == queue.Id)
                .OrderBy(row => row.Agent).ToListAsync(token),
            cancel);
        return await Of(queue, cancel) with
        {
            Agents = [.. members.Select(row => new AgentId(row.Agent.Value))],
            Members =
            [
                .. members.Select(row => new MembershipView(
                    new AgentId(row.Agent.Value), row.Priority, row.DelaySeconds)),
            ],
        };
    }

    public async Task<QueueView> Of(QueueRow queue, CancellationToken cancel)
    {
        var figures = await actors.Ask(ActorId.Of(queue.Tenant, queue.Id), _describe, cancel);
        var entry = await directory.Queue(queue.Tenant, queue.Id, cancel);
        return new QueueView(
            queue.Id, queue.Name, queue.Strategy, queue.Mode, queue.CreatedAt, figures.Waiting,
            WholeSecondsSince(figures.LongestWaitingSince), figures.Online, figures.Available,
            Open: entry?.Hours.IsOpen(time.GetUtcNow()) ?? true);
    }

    private int? WholeSecondsSince(DateTimeOffset? since) =>
        since is { } from ? (int)Math.Max(0, (time.GetUtcNow() - from).TotalSeconds) : null;
}
