using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Deadlines;
using LiveChat.Contracts.Tenants;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Deadlines;

namespace LiveChat.Engine.Sweeps;

/// <summary>
/// Wakes those for whom work stands in the rows though nobody may have told them: after a start, and after tells that
/// were lost. What is awake compares itself with its rows.
/// </summary>
public sealed class Sweep(IActors actors, IConversationStore store, IDeadlineStore deadlines)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>Of more reviews than these, the others are seen when the first are done.</summary>
    private const int ReviewsMax = 1_000;

    public async Task Once(CancellationToken cancel = default)
    {
        foreach (var (tenant, queue) in await store.QueuesWithWaiting(cancel))
        {
            actors.Tell(ActorId.Of(tenant, queue), Wake.Up);
        }

        foreach (var (tenant, agent) in await store.GoneAgentsWithSlots(cancel))
        {
            actors.Tell(ActorId.Of(tenant, agent), Wake.Up);
        }

        for (var shard = 0; shard < DeadlineShard.Count; shard++)
        {
            actors.Tell(ActorId.OfDeadlines(shard), Wake.Up);
        }

        foreach (var (tenant, agent) in await deadlines.AgentsWithSlots(cancel))
        {
            actors.Tell(ActorId.Of(tenant, agent), Wake.Up);
        }

        foreach (var review in await deadlines.Reviews(ReviewsMax, cancel))
        {
            actors.Tell(ActorId.Of(review.Tenant), new ReviewDeadlines(review.Queue, review.Number));
        }
    }
}
