using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Deadlines;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Agents;
using LiveChat.Core.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using LiveChat.Engine.Actors;

namespace LiveChat.Engine.Agents;

/// <summary>
/// Tells the conversations of an agent of its status and its connection, in time for the timers that depend on them and
/// not before: an agent who is away for a moment wakes none of them. The row is the truth; a tell has them look at it.
/// </summary>
internal sealed class AgentPresenceDesk(IActorContext context, AgentId agent, IDirectory directory)
{
    private static readonly TimeSpan RetellEvery = TimeSpan.FromSeconds(5);

    /// <summary>So long before the first disconnect time, which leaves room for the agent's ticks.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(2);

    /// <summary>A status is told so often again; a drop without end, until the agent is back.</summary>
    private const int RetellsMax = 3;

    private readonly Dictionary<ConversationId, DateTimeOffset> _toldOfDropAt = [];
    private long _number;
    private int _retells;
    private DateTimeOffset _statusToldAt;

    public async ValueTask Follow(AgentState before, AgentState after, DateTimeOffset at)
    {
        if (before.Status != after.Status) await Begin(after, at);
        if (before.DroppedAt == after.DroppedAt) return;
        _number++;
        foreach (var conversation in _toldOfDropAt.Keys) TellOne(after, conversation);
        _toldOfDropAt.Clear();
        await TellOfDrop(after, at);
    }

    /// <summary>After a start, or with another status.</summary>
    public ValueTask Begin(AgentState state, DateTimeOffset at)
    {
        _retells = RetellsMax;
        return TellStatus(state, at);
    }

    public async ValueTask OnTick(AgentState state, DateTimeOffset at)
    {
        if (_retells > 0 && Elapsed.AtLeast(RetellEvery, _statusToldAt, at))
        {
            _retells--;
            await TellStatus(state, at);
        }

        await TellOfDrop(state, at);
    }

    /// <summary>A conversation came to an agent whose last stream has just dropped.</summary>
    public void TellNew(AgentState state, ConversationId conversation, DateTimeOffset at)
    {
        if (state.DroppedAt is null) return;
        _number++;
        _toldOfDropAt[conversation] = at;
        TellOne(state, conversation);
    }

    private async ValueTask TellStatus(AgentState state, DateTimeOffset at)
    {
        _statusToldAt = at;
        _number++;
        foreach (var (conversation, slot) in state.Slots)
        {
            if (slot.IsReservation || (await RulesOf(slot)).ReengagementAfter <= TimeSpan.Zero) continue;
            TellOne(state, conversation);
        }
    }

    private async ValueTask TellOfDrop(AgentState state, DateTimeOffset at)
    {
        if (state.DroppedAt is not { } droppedAt) return;
        _number++;
        foreach (var (conversation, slot) in state.Slots)
        {
            if (slot.IsReservation) continue;
            if (_toldOfDropAt.TryGetValue(conversation, out var toldAt) && !Elapsed.AtLeast(RetellEvery, toldAt, at))
                continue;
            if (FirstTime(await RulesOf(slot)) is not { } first || droppedAt + first - Ahead > at) continue;
            _toldOfDropAt[conversation] = at;
            TellOne(state, conversation);
        }
    }

    private static TimeSpan? FirstTime(LiveChatRules rules)
    {
        var (notice, transfer) = (rules.DisconnectNotifyAfter, rules.DisconnectTransferAfter);
        if (notice <= TimeSpan.Zero) return transfer > TimeSpan.Zero ? transfer : null;
        return transfer > TimeSpan.Zero && transfer < notice ? transfer : notice;
    }

    private async ValueTask<LiveChatRules> RulesOf(Slot slot) =>
        (await directory.Queue(context.Id.Tenant, slot.Queue))?.Rules ?? LiveChatRules.Default;

    private void TellOne(AgentState state, ConversationId conversation) => context.Tell(
        ActorId.Of(context.Id.Tenant, conversation.Thread),
        new AgentPresenceTold(
            conversation, new AgentPresence(agent, state.Status, state.DroppedAt), state.Epoch, _number));
}
