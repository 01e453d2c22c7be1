using LiveChat.Contracts.Deadlines;
using LiveChat.Core.Conversations;
using LiveChat.Core.Deadlines;
using LiveChat.Core.Hours;
using LiveChat.Core.Phrases;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Rules;
using LiveChat.Storage.Conversations;

namespace LiveChat.Engine.Conversations;

/// <summary>
/// What a conversation knows of its deadlines: the next one as things stand, the bound that its row has, and what it
/// heard of its agent. All of it but the bound is derived, and derived again after a start.
/// </summary>
internal sealed class ConversationDeadlines(TenantId tenant, EnginePorts ports)
{
    private AgentPresence? _presence;

    /// <summary>The stay at the agent in which it was heard: of another stay's presence nothing is known.</summary>
    private long _presenceAt;
    private (AgentId Agent, long Epoch, long Number) _heard;

    /// <summary>The next one, as of the last look.</summary>
    public Deadline? Next { get; private set; }

    /// <summary>The bound in the row.</summary>
    public DateTimeOffset? BoundAt { get; private set; }

    /// <summary>When the queue was asked for another agent, while that is wanted.</summary>
    public DateTimeOffset? SoughtAt { get; private set; }

    /// <summary>The state was read from its rows.</summary>
    public async ValueTask Start(Conversation state, DateTimeOffset? boundAt)
    {
        BoundAt = boundAt;
        SoughtAt = null;
        await ReadPresence(state);
        await Look(state);
    }

    public async ValueTask Look(Conversation state) => Next = DeadlineTable.Next(state, await Terms(state));

    /// <summary>
    /// The rules of its queue, the hours, the agent. A phrase that the tenant has emptied is a timer turned off.
    /// </summary>
    public async ValueTask<DeadlineTerms> Terms(Conversation state)
    {
        var entry = state.Queue is { } queue ? await ports.Directory.Queue(tenant, queue) : null;
        var rules = entry?.Rules ?? LiveChatRules.Default;
        // Nobody can answer who wants no answer, so nobody need be found who does.
        if (state.IsSilenced) rules = rules with { AutoTransferAfter = TimeSpan.Zero };
        if (rules.ReminderAfter > TimeSpan.Zero && await IsMute(PhraseKey.Reminder))
            rules = rules with { ReminderAfter = TimeSpan.Zero };
        if (rules.ReengagementAfter > TimeSpan.Zero && await IsMute(PhraseKey.Reengagement))
            rules = rules with { ReengagementAfter = TimeSpan.Zero };
        var presence = _presenceAt == state.StateVersion ? _presence : null;
        if (presence?.DroppedAt is not null && await IsMute(PhraseKey.AgentDisconnected))
            rules = rules with { DisconnectNotifyAfter = TimeSpan.Zero };
        var owner = await ports.Directory.Tenant(tenant);
        var asks = rules.WaitingQuestionnaireAfter > TimeSpan.Zero && rules.WaitingQuestionnaireId is not null
            ? owner
            : null;
        return new DeadlineTerms(rules)
        {
            WaitingQuestionnaire = asks?.Questionnaires.Find(
                rules.WaitingQuestionnaireId, QuestionnairePurpose.Waiting),
            FallbackLanguage = asks?.Language,
            Hours = entry?.Hours ?? OpeningHours.Always,
            LiveChat = owner?.LiveChat ?? true,
            Presence = presence,
            SoughtAt = SoughtAt,
        };

        async ValueTask<bool> IsMute(string key) =>
            state.IsSilenced || (await ports.Directory.Phrase(tenant, key, state.Language)).Length == 0;
    }

    /// <summary>The text with which a deadline acts; empty: nothing is sent.</summary>
    public ValueTask<string> TextOf(DeadlineKind kind, Conversation state)
    {
        var key = kind switch
        {
            DeadlineKind.LiveChatOff => PhraseKey.Closed,
            DeadlineKind.Inactivity => PhraseKey.InactivityClosed,
            DeadlineKind.DisconnectNotice => PhraseKey.AgentDisconnected,
            DeadlineKind.Reengagement => PhraseKey.Reengagement,
            DeadlineKind.Reminder => PhraseKey.Reminder,
            _ => null,
        };
        return key is null || state.IsSilenced
            ? ValueTask.FromResult("")
            : ports.Directory.Phrase(tenant, key, state.Language);
    }

    /// <summary>
    /// What a commit that leads to <c>after</c> has to write: only a bound that is too late, one that has been used up
    /// (<c>fired</c>), or one of a conversation that is over. So a message costs no write.
    /// </summary>
    public DeadlineMark? MarkFor(Conversation after, Deadline? next, bool fired, DateTimeOffset now)
    {
        if (!after.IsOpen) return BoundAt is null ? null : new DeadlineMark(null);
        var moves = fired ? next?.At != BoundAt : next is { } it && !IsAwaited(it, now);
        return moves ? new DeadlineMark(next?.At) : null;
    }

    /// <summary>
    /// Whether the bound wakes the conversation in time for it. One that has passed may have woken another activation,
    /// which has moved it.
    /// </summary>
    public bool IsAwaited(Deadline deadline, DateTimeOffset now) => BoundAt > now && deadline.At >= BoundAt;

    public void Committed(Deadline? next, DeadlineMark? mark)
    {
        Next = next;
        if (mark is { } written) BoundAt = written.At;
    }

    /// <summary>True when the news are news.</summary>
    public bool Hear(Conversation state, AgentPresenceTold it)
    {
        var agent = it.Presence.Agent;
        var isOld = _heard.Agent == agent && (it.Epoch, it.Number).CompareTo((_heard.Epoch, _heard.Number)) <= 0;
        if (isOld) return false;
        _heard = (agent, it.Epoch, it.Number);
        (_presence, _presenceAt) = (it.Presence, state.StateVersion);
        return true;
    }

    /// <summary>What the row of the conversation's agent says: the last word before a deadline acts on it.</summary>
    public async ValueTask ReadPresence(Conversation state)
    {
        if (state is not { State: ConversationState.Assigned, Agent: { } agent }) return;
        if (await ports.Agents.Find(tenant, agent) is not { } row) return;
        (_presence, _presenceAt) = (new AgentPresence(agent, row.Status, row.DroppedAt), state.StateVersion);
    }

    public void BoundMoved(DateTimeOffset? at) => BoundAt = at;

    public void Sought(DateTimeOffset at) => SoughtAt = at;

    public void SeekNoMore() => SoughtAt = null;
}
