using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Queues;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary>
/// Transfers that must be answered at once: reserve at the receiver, commit at the conversation, and release what was
/// reserved when the conversation refuses. After an unknown outcome nothing is released here: the receiver frees it
/// once no commit can follow.
/// </summary>
internal sealed class TransferDance(IActors actors)
{
    public async ValueTask<ActionReply> ToAgent(
        ConversationHead head, Caller caller, AgentId to, string? note, CancellationToken cancel)
    {
        if (Refusal(head, caller) is var refusal and not Rejection.None) return new ActionReply(refusal);
        if (head.FillsSlotOf(to)) return new ActionReply(Rejection.SameAgent);
        if (head.Queue is not { } queue) return new ActionReply(Rejection.NotWaiting);
        var agent = ActorId.Of(head.Tenant, to);
        return await ReservedCommit.Twice(async () =>
        {
            var slot = await actors.Ask(agent, new ReserveSlot(head.Id, queue), cancel);
            if (slot.Rejection != Rejection.None) return new ActionReply(slot.Rejection);
            return await actors.Commit(
                head,
                new CommitTransferToAgent(head.Id, caller, to, slot.Token, slot.AgentEpoch, head.StateVersion, note),
                agent, new ReleaseSlot(head.Id, slot.Token));
        });
    }

    public async ValueTask<ActionReply> ToQueue(
        ConversationHead head, Caller caller, QueueId to, string? note, CancellationToken cancel)
    {
        if (Refusal(head, caller) is var refusal and not Rejection.None) return new ActionReply(refusal);
        if (head.WaitsIn(to)) return new ActionReply(Rejection.SameQueue);
        var queue = ActorId.Of(head.Tenant, to);
        return await ReservedCommit.Twice(async () =>
        {
            var place = await actors.Ask(queue, new KeepPlace(head, head.IsWithAgent ? head.Agent : null), cancel);
            if (place.Rejection != Rejection.None) return new ActionReply(place.Rejection);
            return await actors.Commit(
                head, new CommitTransferToQueue(head.Id, caller, to, place.Place, place.Epoch, head.StateVersion, note),
                queue, new DropPlace(place.Place));
        });
    }

    /// <summary>Refuses early what the conversation would refuse, so that nothing is reserved for it.</summary>
    private static Rejection Refusal(ConversationHead head, Caller caller) =>
        head.IsOver ? Rejection.ConversationClosed
        : caller.MaySupervise || (caller.Agent is { } agent && head.Has(agent)) ? Rejection.None
        : Rejection.NotAssignedToYou;
}
