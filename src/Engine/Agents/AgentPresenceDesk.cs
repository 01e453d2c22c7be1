using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Deadlines;
using LiveChat.Core.Agents;
using LiveChat.Core.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Engine.Actors;

namespace LiveChat.Engine.Agents;

/// <summary>
/// Keeps the conversations of an agent informed of its status and its connection, on which their timers depend. The row
/// is the truth; this is so that they look at it in time.
/// </summary>
internal sealed class AgentPresenceDesk(IActorContext context, AgentId agent)
{
    private static readonly TimeSpan RetellEvery = TimeSpan.FromSeconds(5);

    /// <summary>While the agent is connected, a change is told so often again; while it is not, without end.</summary>
    private const int RetellsMax = 3;

    private long _number;
    private int _retells;
    private DateTimeOffset _toldAt;

    public void Follow(AgentState before, AgentState after, DateTimeOffset at)
    {
        if (before.DroppedAt != after.DroppedAt || before.Status != after.Status) Tell(after, at);
    }

    public void Tell(AgentState state, DateTimeOffset at)
    {
        _retells = RetellsMax;
        TellAll(state, at);
    }

    /// <summary>A conversation came to an agent whose last stream has just dropped.</summary>
    public void TellNew(AgentState state, ConversationId conversation)
    {
        if (state.DroppedAt is null) return;
        _number++;
        TellOne(state, conversation);
    }

    public void Retell(AgentState state, DateTimeOffset at)
    {
        var wanted = state.DroppedAt is not null || _retells > 0;
        if (!wanted || at - _toldAt < RetellEvery) return;
        _retells--;
        TellAll(state, at);
    }

    private void TellAll(AgentState state, DateTimeOffset at)
    {
        _toldAt = at;
        _number++;
        foreach (var (conversation, slot) in state.Slots)
        {
            if (!slot.IsReservation) TellOne(state, conversation);
        }
    }

    private void TellOne(AgentState state, ConversationId conversation) => context.Tell(
        ActorId.Of(context.Id.Tenant, conversation.Thread),
        new AgentPresenceTold(
            conversation, new AgentPresence(agent, state.Status, state.DroppedAt), state.Epoch, _number));
}
