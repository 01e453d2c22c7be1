using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Queues;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Agents;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;
using LiveChat.Engine.Actors;
using LiveChat.Engine.Measures;
using LiveChat.Storage.Agents;

namespace LiveChat.Engine.Agents;

/// <summary>
/// One agent: its slots, its presence, its streams. Soft state but for one row; after a start it raises its epoch on
/// disk and only then reads which conversations fill its slots, so that no assignment made for a former activation can
/// slip in unseen.
/// </summary>
public sealed partial class AgentActor(EnginePorts ports) : Actor
{
    private AgentState _state = null!;
    private AgentNotices _notices = null!;
    private AgentNewsDesk _news = null!;
    private AgentPresenceDesk _presence = null!;
    private AgentRow _persisted = AgentRow.New;
    private bool _tenantGone;

    /// <summary>
    /// Where the conversation of a lapsed reservation stands, for the queue that made it; only during that turn.
    /// </summary>
    private ConversationHead? _lapsedHead;

    /// <summary>For the auditor of the simulation.</summary>
    internal AgentState State => _state;

    private AgentId Agent => AgentId.From(Id.Key);

    public override bool MayPassivate => IsOver;

    /// <summary>The tenant was deleted.</summary>
    public override bool IsOver => _tenantGone;

    public override async ValueTask Activate()
    {
        var row = await ports.Agents.RaiseEpoch(Id.Tenant, Agent);
        var now = Now;
        _state = new AgentState
        {
            Epoch = row.Epoch,
            Profile = await ReadProfile(),
            Status = row.Status,
            StatusTakesNew = await TakesNew(row.Status),
            CountedUntil = row.Online ? now + AgentLimits.RememberedOnlineMax : null,
            // Its streams ended with the former activation, and nobody was there to say so.
            DroppedAt = row.DroppedAt ?? (row.Online ? now : null),
            IdleSince = now,
        };
        _persisted = row;
        await Persist(_state, now);
        _notices = new AgentNotices(Id.Tenant, Agent, row.Epoch, ports);
        _news = new AgentNewsDesk(Context, Agent);
        _presence = new AgentPresenceDesk(Context, Agent, ports.Directory);
        await TakeUpSlots();
        await _presence.Begin(_state, now);
        _news.Tell(_state, now);
        KeepTicking();
        Measure();
    }

    public override ValueTask Deactivate()
    {
        ports.Metrics?.Stands(Id, (AgentMeasure?)null);
        return ValueTask.CompletedTask;
    }

    public override async ValueTask<object?> Receive(IMessage message)
    {
        object? reply = null;
        switch (message)
        {
            case ConversationAdvanced it:
                await Learn(it);
                break;
            case Reserve it:
                await Apply(new OfferBid(Now, new Bid(
                    it.Queue, it.Conversation, it.Token, it.StateVersion, it.Priority, it.QueuedAt, it.Why)));
                break;
            case NoBid it:
                await Apply(new PassRound(Now, it.Queue, it.Round));
                break;
            case RoundTimeUp it:
                await Apply(new EndRound(Now, it.Round));
                break;
            case AssignmentLapsed it:
                await Lapse(it);
                break;
            case EpochPassed it:
                if (it.Epoch == _state.Epoch) await TakeUpAnew();
                break;
            case ReserveSlot it:
                reply = await ReserveForEdge(it);
                break;
            case ReleaseSlot it:
                await Apply(new LapseReservation(Now, it.Conversation, it.Token));
                break;
            case Tick:
                _ticking = false;
                await OnTick();
                break;
            case TellNews it:
                _news.TellAgain(_state, it.Queue, Now);
                break;
            case NewsSeen it:
                _news.Seen(it);
                break;
            case AgentChanged:
                await TakeUpSettings();
                break;
            default:
                reply = await ReceiveFromPeople(message);
                break;
        }

        KeepTicking();
        Measure();
        return reply;
    }

    private async ValueTask<object?> ReceiveFromPeople(IMessage message)
    {
        switch (message)
        {
            case AttachStream it:
                return await Attach(it);
            case Contracts.Agents.RenewStream it:
                if (_state.Streams.ContainsKey(it.Stream)) await _notices.PushMissed(it);
                else ports.Streams.End(it.Node, it.Stream, Rejection.None);
                await Apply(new Core.Agents.RenewStream(Now, it.Stream));
                return null;
            case DetachStream it:
                await Apply(new DropStream(Now, it.Stream, await PresenceGrace()));
                return null;
            case SetStatus it:
                return new StatusReply(await Apply(new ChangeStatus(Now, it.Status, it.TakesNew, it.By)));
            case DescribeAgent:
                return new AgentFigures(_state.CountedAt(Now), _state.Status, _state.Slots.Count);
            case HelpWanted it:
                _notices.Push(new HelpNotice(it.Conversation, it.From), Now);
                return null;
            case DeliveryTold it:
                if (Holds(it.Conversation))
                {
                    _notices.Push(
                        new DeliveryNotice(it.Conversation, it.Message, it.State, it.Code, it.At), Now);
                }

                return null;
            case Wake:
                return null;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(message), message.GetType(), "A message nobody receives.");
        }
    }

    private bool Holds(ConversationId conversation) =>
        _state.Slots.TryGetValue(conversation, out var slot) && !slot.IsReservation;

    /// <summary>Decides; what must be durable is on disk before anyone is told.</summary>
    private async ValueTask<Rejection> Apply(AgentCommand command)
    {
        var decision = AgentDecider.Decide(_state, command);
        if (decision.IsRejected || decision.Events.IsEmpty) return decision.Rejection;
        var before = _state;
        var after = AgentFold.Evolve(before, decision.Events);
        await Persist(after, command.At);
        _state = after;
        _news.Follow(before, after, decision.Events, command.At);
        foreach (var happened in decision.Events) Effect(happened);
        await _presence.Follow(before, after, command.At);
        return Rejection.None;
    }

    private async ValueTask Persist(AgentState state, DateTimeOffset at)
    {
        var row = new AgentRow(
            state.Epoch, state.CountedAt(at), state.Status, state.StatusTakesNew, state.DroppedAt);
        if (row with { Epoch = _persisted.Epoch } == _persisted) return;
        if (!await ports.Agents.SetPresence(Id.Tenant, Agent, row))
            throw new ActorUnreachableException($"Agent {Agent} has a newer epoch on disk than this activation.");
        _persisted = row;
    }

    private void Effect(AgentEvent happened)
    {
        switch (happened)
        {
            case SlotReserved it:
                TellAssign(it.Bid.Conversation, it.Bid.Queue, it.Bid.Token, it.Bid.StateVersion, it.Bid.Why);
                break;
            case BidDeclined it:
                Context.Tell(ActorId.Of(Id.Tenant, it.Queue), new ReservationRefused(
                    it.Conversation, it.Token, AgentNewsDesk.Map(it.Why), _news.For(_state, it.Queue, it.At),
                    _lapsedHead));
                break;
            case ConversationDoubted it:
                Context.Tell(
                    ActorId.Of(Id.Tenant, it.Conversation.Thread),
                    new Restate(it.Conversation.Thread, it.Queue, Agent));
                break;
            case SlotFilled it:
                _presence.TellNew(_state, it.Conversation, it.At);
                break;
            case RoundOpened it:
                Context.After(AgentLimits.BidWaitMax, new RoundTimeUp(it.Number));
                break;
            case StreamDropped it:
                _notices.Detach(it.Stream, _state.Profile.Enabled ? null : Rejection.AgentDisabled);
                break;
            case StatusChanged it:
                _notices.Push(new StatusNotice(it.Status, it.By), it.At);
                break;
        }
    }

    private void TellAssign(
        ConversationId conversation, QueueId queue, ReservationToken token, long stateVersion, MatchReason? why) =>
        Context.Tell(
            ActorId.Of(Id.Tenant, conversation.Thread),
            new AssignToAgent(conversation, queue, Agent, token, _state.Epoch, stateVersion, why));

    private async ValueTask Lapse(AssignmentLapsed it)
    {
        // An answer to an older epoch is not the last word: the retry under the present one may yet commit.
        if (it.AgentEpoch != _state.Epoch) return;
        var reserved = _state.Slots.TryGetValue(it.Conversation, out var slot) && slot.IsReservation;
        if (!reserved || slot!.Token != it.Token) return;
        // A thread that has gone on since never takes a late copy; one that stands where it stood might, but for the
        // epoch. So it is with a move to another agent that was not wanted just then.
        if (!(it.Head?.StateVersion > slot.StateVersion)) await TakeUpAnew();
        _lapsedHead = it.Head;
        await Apply(new LapseReservation(Now, it.Conversation, it.Token));
        _lapsedHead = null;
    }

    private async ValueTask<object?> ReserveForEdge(ReserveSlot it)
    {
        var token = ports.NextToken();
        var excess = _state.ExcessFor(it.Queue);
        var rejection = await Apply(
            new ReserveForEdge(Now, it.Conversation, it.Queue, token, it.OverCap, it.AnyQueue));
        return new SlotReply(rejection, token, _state.Epoch, excess > 0 ? excess : null);
    }

    private async ValueTask Learn(ConversationAdvanced it)
    {
        var held = Holds(it.Head.Id);
        await Learn(it.Head);
        if (held || Holds(it.Head.Id)) await TellStreams(it, held);
    }

    private async ValueTask TellStreams(ConversationAdvanced it, bool held)
    {
        if (await _notices.Tell(it, held, Now) is { } silent) await Apply(new NoteOfferEnd(Now, silent));
    }

    private ValueTask<Rejection> Learn(ConversationHead head) => Apply(LearnOf(head));

    private LearnConversation LearnOf(ConversationHead head) => new(
        Now, head.Id, head.Version, head.FillsSlotOf(Agent), head.Queue, head.Token);

    private async ValueTask<object?> Attach(AttachStream it)
    {
        var rejection = await Apply(new OpenStream(Now, it.Stream));
        if (rejection != Rejection.None) return new AttachReply(rejection, default, null, null);
        if (await _notices.Resume(it, Now) is { } resumed) return resumed;
        // What a snapshot shows is followed from then on, so it must be known here first.
        var heads = _notices.Adopted(Now) ?? await ReadSlots();
        return _notices.Attach(it, new AgentSnapshot(Agent, _state.Status, heads));
    }

    private sealed record Tick : IMessage
    {
        public static readonly Tick Now = new();
    }

    private sealed record RoundTimeUp(long Round) : IMessage;
}
