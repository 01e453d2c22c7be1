using System.Collections.Immutable;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Queues;
using LiveChat.Core.Agents;
using LiveChat.Core.Primitives;
using LiveChat.Engine.Actors;

namespace LiveChat.Engine.Agents;

/// <summary>
/// Keeps an agent's queues informed of what it can take. News is told when it changes; the last one is told again until
/// each queue has acknowledged it, so that a lost tell heals.
/// </summary>
internal sealed class AgentNewsDesk(IActorContext context, AgentId agent)
{
    private static readonly TimeSpan AckWantedAfter = TimeSpan.FromSeconds(2);

    private readonly HashSet<QueueId> _unseenBy = [];
    private long _sequence;
    private DateTimeOffset _toldAt;

    public bool AwaitsAck => _unseenBy.Count > 0;

    /// <summary>
    /// Tells what changed, or asks for bids where a round has opened. Nothing before the first <see cref="Tell"/>: an
    /// activation that takes up its slots one by one has news when it has them all.
    /// </summary>
    public void Follow(
        AgentState before, AgentState after, ImmutableArray<AgentEvent> events, DateTimeOffset at)
    {
        if (_sequence == 0) return;
        var round = after.Round is { } open && open.Number != before.Round?.Number ? open : null;
        if (round is null && IsSame(before, after, at)) return;
        TellFormerQueues(before, after, at);
        Tell(after, at, round);
    }

    public void Tell(AgentState state, DateTimeOffset at, BidRound? round = null)
    {
        _sequence++;
        _toldAt = at;
        _unseenBy.Clear();
        foreach (var membership in state.Profile.Memberships)
        {
            _unseenBy.Add(membership.Queue);
            var news = For(state, membership.Queue, at);
            IMessage told = round is null ? new AgentTold(news) : new AskBid(news, round.Number);
            context.Tell(ActorId.Of(context.Id.Tenant, membership.Queue), told);
        }
    }

    /// <summary>A queue has started anew and knows nothing.</summary>
    public void TellAgain(AgentState state, QueueId queue, DateTimeOffset at)
    {
        if (state.Profile.In(queue) is null) return;
        _unseenBy.Add(queue);
        context.Tell(ActorId.Of(context.Id.Tenant, queue), new AgentTold(For(state, queue, at)));
    }

    public void AskForAck(AgentState state, DateTimeOffset at)
    {
        if (_unseenBy.Count == 0 || !Elapsed.AtLeast(AckWantedAfter, _toldAt, at)) return;
        _toldAt = at;
        foreach (var queue in _unseenBy)
        {
            var news = For(state, queue, at) with { AckWanted = true };
            context.Tell(ActorId.Of(context.Id.Tenant, queue), new AgentTold(news));
        }
    }

    public void Seen(Contracts.Agents.NewsSeen it)
    {
        if (it.Sequence == _sequence) _unseenBy.Remove(it.Queue);
    }

    public AgentNews For(AgentState state, QueueId queue, DateTimeOffset at) => new()
    {
        Agent = agent,
        Epoch = state.Epoch,
        Sequence = _sequence,
        Online = state.Online,
        CountsForAdmission = state.CountedAt(at),
        TakesNew = state.Available,
        Used = state.Slots.Count,
        Cap = state.Profile.Cap,
        Free = state.Available ? state.RoomFor(queue) : 0,
        IdleSince = state.IdleSince,
        LastAssignedAt = state.LastAssignedAt,
        InRound = state.Round is not null,
    };

    public static RefusedBecause Map(BidDeclinedBecause why) => why switch
    {
        BidDeclinedBecause.Unavailable => RefusedBecause.Unavailable,
        BidDeclinedBecause.Full => RefusedBecause.Full,
        BidDeclinedBecause.Outbid => RefusedBecause.Outbid,
        BidDeclinedBecause.Gone => RefusedBecause.Gone,
        BidDeclinedBecause.TimedOut => RefusedBecause.TimedOut,
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, "A reason nobody maps."),
    };

    private static bool IsSame(AgentState before, AgentState after, DateTimeOffset at) =>
        ReferenceEquals(before.Slots, after.Slots)
        && ReferenceEquals(before.Profile, after.Profile)
        && before.Epoch == after.Epoch
        && before.Available == after.Available
        && before.Online == after.Online
        && before.CountedUntil == after.CountedUntil
        && before.CountedAt(at) == after.CountedAt(at)
        && before.Round is null == after.Round is null;

    /// <summary>A queue that the agent has left learns that it can take nothing more.</summary>
    private void TellFormerQueues(AgentState before, AgentState after, DateTimeOffset at)
    {
        if (ReferenceEquals(before.Profile, after.Profile)) return;
        foreach (var membership in before.Profile.Memberships)
        {
            if (after.Profile.In(membership.Queue) is not null) continue;
            var news = For(after, membership.Queue, at) with { Sequence = _sequence + 1, Free = 0, TakesNew = false };
            context.Tell(ActorId.Of(context.Id.Tenant, membership.Queue), new AgentTold(news));
        }
    }
}
