using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Queues;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;
using LiveChat.Core.Rules;
using LiveChat.Storage.Conversations;

namespace LiveChat.Engine.Conversations;

/// <summary>
/// The ways of a conversation to an agent's slot, and from one place to another. Each is fenced by the epoch of whoever
/// gave its word.
/// </summary>
public sealed partial class ConversationActor
{
    private async ValueTask<object?> Assign(AssignToAgent it)
    {
        var commit = await TryAssign(it);
        if (commit is { Fenced: false, Rejection: not Rejection.None } && _state.StateVersion <= it.StateVersion)
        {
            // The log may have gone on in another activation, and "never" must hold for both: a copy of this may be
            // under way, and the agent gives the slot to another.
            await Load();
            commit = await TryAssign(it);
        }

        if (commit.Rejection != Rejection.None)
        {
            var head = _state.State == ConversationState.None ? null : Head();
            Context.Tell(
                ActorId.Of(Id.Tenant, it.Agent),
                new AssignmentLapsed(it.Conversation, it.Token, it.AgentEpoch, head));
        }
        else if (!commit.Appended)
        {
            await Restate(it.Queue, it.Agent);
        }

        return null;
    }

    private async ValueTask<Commit> TryAssign(AssignToAgent it)
    {
        var fence = new AgentFence(it.Agent, it.AgentEpoch);
        var commit = await Commit(await ToAssign(it), fence: fence, ofState: true);
        return commit.Overtaken ? await Commit(await ToAssign(it), fence: fence) : commit;
    }

    private async ValueTask<object?> Transfer(CommitTransferToAgent it) => Answer(await Commit(
        new TransferToAgent(
            Now, it.Conversation.Ordinal, it.Caller, it.To, it.Token, it.SeenVersion, it.Note),
        fence: new AgentFence(it.To, it.AgentEpoch)));

    private async ValueTask<object?> Take(CommitTake it) => Answer(await Commit(
        new Take(Now, it.Conversation.Ordinal, it.Caller, it.Agent, it.Token, it.SeenVersion, it.OverCap),
        fence: new AgentFence(it.Agent, it.AgentEpoch)));

    private async ValueTask<object?> Resume(CommitResume it) => Answer(await Commit(
        new Resume(Now, it.Conversation.Ordinal, it.Caller, it.Token),
        fence: new AgentFence(it.Agent, it.AgentEpoch)));

    private async ValueTask<object?> Transfer(CommitTransferToQueue it)
    {
        var commit = await Commit(
            new TransferToQueue(Now, it.Conversation.Ordinal, it.Caller, it.To, it.SeenVersion, it.Note),
            fence: new QueueFence(it.To, it.QueueEpoch));
        if (commit.Rejection == Rejection.None) Context.Tell(ActorId.Of(Id.Tenant, it.To), new DropPlace(it.Place));
        return Answer(commit);
    }

    /// <summary>Whoever gave its word is told that it no longer counts: it may not know.</summary>
    private Commit HeldBack(Fence fence)
    {
        var (giver, why) = fence switch
        {
            AgentFence it => (ActorId.Of(Id.Tenant, it.Agent), Rejection.AgentUnavailable),
            QueueFence it => (ActorId.Of(Id.Tenant, it.Queue), Rejection.ConversationChanged),
            _ => throw new ArgumentOutOfRangeException(nameof(fence), fence, "A fence of nobody."),
        };
        Context.Tell(giver, new EpochPassed(fence.Epoch));
        return new Commit(why, Fenced: true);
    }

    private async ValueTask<object?> GiveBack(GiveBack it)
    {
        var commit = await Commit(new LoseAgent(Now, it.Conversation.Ordinal, it.Agent, it.Reason));
        return commit.Appended ? null : await Restate(null, it.Agent);
    }

    private async ValueTask<LiveChatRules> RulesOf(QueueId? queue) =>
        queue is { } id && await ports.Directory.Queue(Id.Tenant, id) is { } entry
            ? entry.Rules
            : LiveChatRules.Default;

    /// <summary>How long an agent of the queue has for an offer; null where it is assigned at once.</summary>
    private async ValueTask<TimeSpan?> OfferTime(QueueId queue) =>
        await ports.Directory.Queue(Id.Tenant, queue) is { Mode: QueueMode.Offer } entry
        && entry.Rules.OfferTimeout > TimeSpan.Zero
            ? entry.Rules.OfferTimeout
            : null;

    private ValueTask<object?> Restate(QueueId? alsoQueue, AgentId? alsoAgent)
    {
        if (_state.State != ConversationState.None)
        {
            var told = new ConversationAdvanced(Head(), _state.Version + 1, []);
            var queue = _state.State == ConversationState.Waiting ? _state.Queue : null;
            var agent = _state.FillsSlot ? _state.Agent : null;
            if (queue is { } waitsIn) Context.Tell(ActorId.Of(Id.Tenant, waitsIn), told);
            if (agent is { } isWith) Context.Tell(ActorId.Of(Id.Tenant, isWith), told);
            if (alsoQueue is { } other && other != queue) Context.Tell(ActorId.Of(Id.Tenant, other), told);
            if (alsoAgent is { } another && another != agent) Context.Tell(ActorId.Of(Id.Tenant, another), told);
        }

        return ValueTask.FromResult<object?>(null);
    }
}
