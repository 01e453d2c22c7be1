using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary>
/// Taking, assigning and resuming, answered at once: reserve a slot of the agent, then commit at the conversation. A
/// refusal at either step leaves nothing.
/// </summary>
internal sealed class SlotDance(IActors actors)
{
    /// <summary>
    /// The caller takes it itself: an agent what waits, a supervisor anything open, member of the queue or not.
    /// </summary>
    public ValueTask<ActionReply> Take(ConversationHead head, Caller caller, AgentId self, CancellationToken cancel) =>
        Give(head, caller, self, overCap: false, anyQueue: caller.MaySupervise, cancel);

    /// <summary>A supervisor gives it to an agent; <c>overCap</c> says that caps do not matter.</summary>
    public ValueTask<ActionReply> Assign(
        ConversationHead head, Caller caller, AgentId to, bool overCap, CancellationToken cancel) =>
        Give(head, caller, to, overCap, anyQueue: false, cancel);

    public async ValueTask<ActionReply> Resume(
        ConversationHead head, Caller caller, AgentId self, CancellationToken cancel)
    {
        if (head.IsOver) return new ActionReply(Rejection.ConversationClosed);
        if (head.Agent != self) return new ActionReply(Rejection.NotAssignedToYou);
        if (head is not { State: ConversationState.Held, Queue: { } queue }) return new ActionReply(Rejection.NotHeld);
        var agent = ActorId.Of(head.Tenant, self);
        return await ReservedCommit.Twice(async () =>
        {
            var slot = await actors.Ask(agent, new ReserveSlot(head.Id, queue, AnyQueue: true), cancel);
            if (slot.Rejection != Rejection.None) return new ActionReply(slot.Rejection);
            return await actors.Commit(
                head, new CommitResume(head.Id, caller, self, slot.Token, slot.AgentEpoch),
                agent, new ReleaseSlot(head.Id, slot.Token));
        });
    }

    private async ValueTask<ActionReply> Give(
        ConversationHead head, Caller caller, AgentId to, bool overCap, bool anyQueue, CancellationToken cancel)
    {
        // Refused early what the conversation would refuse, so that nothing is reserved for it.
        if (head.IsOver) return new ActionReply(Rejection.ConversationClosed);
        if (head.FillsSlotOf(to)) return new ActionReply(Rejection.SameAgent);
        var mayBeHad = caller.MaySupervise || head.State == ConversationState.Waiting;
        if (!mayBeHad || head.Queue is not { } queue) return new ActionReply(Rejection.NotWaiting);
        var agent = ActorId.Of(head.Tenant, to);
        return await ReservedCommit.Twice(async () =>
        {
            var slot = await actors.Ask(agent, new ReserveSlot(head.Id, queue, overCap, anyQueue), cancel);
            if (slot.Rejection != Rejection.None) return new ActionReply(slot.Rejection);
            return await actors.Commit(
                head,
                new CommitTake(head.Id, caller, to, slot.Token, slot.AgentEpoch, head.StateVersion, slot.OverCap),
                agent, new ReleaseSlot(head.Id, slot.Token));
        });
    }
}
