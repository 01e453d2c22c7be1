using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Simulation.World;

/// <summary>What the agent does with its slots besides filling them, and the hand of a supervisor.</summary>
public sealed partial class Workspace
{
    private readonly Queue<ConversationId> _held = [];

    /// <summary>What a supervisor sees: every conversation there is.</summary>
    public required Func<IEnumerable<ConversationHead>> Conversations { get; init; }

    /// <summary>True when there was an offer to think about; while all is calm it is accepted.</summary>
    private async Task<bool> AnswerOffer()
    {
        if (_client.Offered.Count == 0) return false;
        var conversation = _client.Offered.Order().First();
        var thread = ActorId.Of(directory.TenantId, conversation.Thread);
        var mood = Calm ? 0 : Engine().Random.Next(10);
        if (mood < 6) await Engine().Ask(thread, new Contracts.Conversations.AcceptOffer(conversation, _caller));
        else if (mood < 8) await Engine().Ask(thread, new Contracts.Conversations.DeclineOffer(conversation, _caller));
        return true;
    }

    private async Task Hold(ConversationId conversation, ActorId thread)
    {
        var reply = await Engine().Ask(thread, new HoldConversation(conversation, _caller));
        if (reply.Rejection == Rejection.None) _held.Enqueue(conversation);
    }

    /// <summary>Resumes what it holds, takes what waits, or is given something by a supervisor.</summary>
    private async Task ReachForAnother()
    {
        var random = Engine().Random;
        if (_held.TryDequeue(out var held) && Head(held) is { State: ConversationState.Held } head)
        {
            await Reserve(head, overCap: false, slot => new CommitResume(
                held, _caller, agent, slot.Token, slot.AgentEpoch));
            return;
        }

        var supervised = random.Next(3) == 0;
        var caller = supervised ? new Caller(new By(ActorRole.Supervisor, "eva"), null, MaySupervise: true) : _caller;
        var open = Conversations()
            .Where(it => supervised ? it.IsOpen && it.Queue is not null : it.State == ConversationState.Waiting)
            .OrderBy(it => it.Id).ToList();
        if (open.Count == 0) return;
        var wanted = open[random.Next(open.Count)];
        await Reserve(wanted, supervised && random.Next(2) == 0, slot => new CommitTake(
            wanted.Id, caller, agent, slot.Token, slot.AgentEpoch, wanted.StateVersion, slot.OverCap));
    }

    /// <summary>As the edge does it; sometimes the edge dies between the two steps.</summary>
    private async Task Reserve(ConversationHead head, bool overCap, Func<SlotReply, ConversationAction> commit)
    {
        var slot = await Engine().Ask(Self, new ReserveSlot(head.Id, head.Queue!.Value, overCap));
        if (slot.Rejection != Rejection.None || Engine().Random.Next(10) == 0) return;
        var reply = await Engine().Ask(ActorId.Of(directory.TenantId, head.Id.Thread), commit(slot));
        if (reply.Rejection != Rejection.None) Engine().Tell(Self, new ReleaseSlot(head.Id, slot.Token));
    }
}
