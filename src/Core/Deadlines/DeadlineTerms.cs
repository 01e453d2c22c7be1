using LiveChat.Core.Hours;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Rules;

namespace LiveChat.Core.Deadlines;

/// <summary>Everything besides the conversation itself that decides what becomes due in it, and when.</summary>
public sealed record DeadlineTerms(LiveChatRules Rules)
{
    public static readonly DeadlineTerms Default = new(LiveChatRules.Default);

    public OpeningHours Hours { get; init; } = OpeningHours.Always;

    /// <summary>Whether the tenant has live chat at all.</summary>
    public bool LiveChat { get; init; } = true;

    /// <summary>The conversation's agent, as last heard; null counts as connected and in any status.</summary>
    public AgentPresence? Presence { get; init; }

    /// <summary>What the contact is asked while it waits; null: nothing.</summary>
    public Questionnaire? WaitingQuestionnaire { get; init; }

    /// <summary>The tenant's language, for texts that are not in the conversation's.</summary>
    public string? FallbackLanguage { get; init; }

    /// <summary>When the queue was last asked for another agent, and asked in vain so far.</summary>
    public DateTimeOffset? SoughtAt { get; init; }
}
