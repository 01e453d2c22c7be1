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

    /// <summary>Agents with slots are woken by every so-many-th sweep only: they seldom vanish alone.</summary>
    public const int AgentsEach = 6;

    /// <summary>
    /// After a start, and after a node died, by so many in a row: an actor may go only while the cluster settles.
    /// </summary>
    public const int AgentsInARow = 3;

    /// <summary>Of more reviews than these, the others are seen when the first are done.</summary>
    private const int ReviewsMax = 1_000;

    private int _sweeps;
    private int _agentsUntil = AgentsInARow;

    /// <summary>Actors may have vanished: what comes next is as after a start.</summary>
    public void Expect() => Volatile.Write(ref _agentsUntil, Volatile.Read(ref _sweeps) + AgentsInARow);

    public async Task Once(CancellationToken cancel = default)
    {
        var sweeps = Interlocked.Increment(ref _sweeps);
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

        if (sweeps <= Volatile.Read(ref _agentsUntil) || sweeps % AgentsEach == 0) await WakeAgents(cancel);

        foreach (var review in await deadlines.Reviews(ReviewsMax, cancel))
        {
            actors.Tell(ActorId.Of(review.Tenant), new ReviewDeadlines(review.Queue, review.Number));
        }
    }

    /// <summary>
    /// Those that are awake see to their slots by themselves. One whose actor is gone is called back by its streams, if
    /// it has some, and by whoever tells it something; its conversations wait for it with nothing but the times that
    /// run from the drop of its last stream.
    /// </summary>
    private async Task WakeAgents(CancellationToken cancel)
    {
        foreach (var (tenant, agent) in await deadlines.AgentsWithSlots(cancel))
        {
            actors.Tell(ActorId.Of(tenant, agent), Wake.Up);
        }
    }
}
