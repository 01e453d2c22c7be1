using System.Collections.Immutable;
using LiveChat.Core.Agents;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Rules;

/// <summary>
/// The live-chat configuration in force for one queue: its own settings over the tenant's. Every duration is positive,
/// or zero where the rule is off.
/// </summary>
public sealed record LiveChatRules
{
    /// <summary>What holds where nobody has set anything.</summary>
    public static readonly LiveChatRules Default = new();

    /// <summary>How many conversations of this queue one agent may hold; null is no such cap.</summary>
    public int? ConversationsPerAgentOfQueue { get; init; }

    /// <summary>R1.3: how many may wait for each agent of the queue that is online.</summary>
    public int WaitingPerOnlineAgent { get; init; } = 3;

    public int WaitingWithNobodyOnline { get; init; }

    /// <summary>R4.2: silence of the contact, from the later of its last message and the agent's last answer.</summary>
    public TimeSpan InactivityTimeout { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>R4.3: how long before <see cref="InactivityTimeout"/> the agent is warned.</summary>
    public TimeSpan InactivityWarning { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>R4.4: once per silence of the contact.</summary>
    public TimeSpan ReminderAfter { get; init; }

    /// <summary>R4.5: once per wait of the contact for its agent's answer.</summary>
    public TimeSpan ReengagementAfter { get; init; }

    /// <summary>The agent's statuses in which <see cref="ReengagementAfter"/> applies.</summary>
    public ImmutableArray<string> ReengagementStatuses { get; init; } = [BuiltInStatus.Available];

    /// <summary>R4.6: the contact has waited so long for its agent's answer.</summary>
    public TimeSpan AutoTransferAfter { get; init; }

    public bool AutoTransferNotifyContact { get; init; } = true;

    /// <summary>After the last stream dropped, the agent is shown online for so long.</summary>
    public TimeSpan PresenceGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>R4.7, from the drop of the agent's last stream.</summary>
    public TimeSpan DisconnectNotifyAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>R4.7, from the drop of the agent's last stream.</summary>
    public TimeSpan DisconnectTransferAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>R4.8, from the beginning of the wait.</summary>
    public TimeSpan WaitingQuestionnaireAfter { get; init; }

    public QuestionnaireId? WaitingQuestionnaireId { get; init; }

    /// <summary>R4.10: the queue admits nobody in the last part of a span.</summary>
    public TimeSpan CloseQueueBeforeEnd { get; init; }

    /// <summary>R4.10: at the end of service those who wait go on waiting.</summary>
    public bool KeepWaitingOverClose { get; init; }

    /// <summary>R1.11: from the close of the thread's former conversation.</summary>
    public TimeSpan PreviousAgentWithin { get; init; }

    /// <summary>R1.10: only to agents who master the conversation's language.</summary>
    public bool LanguageRouting { get; init; }

    /// <summary>R1.10: from the time of first entry; zero: never to others.</summary>
    public TimeSpan LanguageFallbackAfter { get; init; }

    /// <summary>R1.7: how long an agent has for an offer.</summary>
    public TimeSpan OfferTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>R4.14: how long a closed conversation may fill its slot; zero: no wrap-up.</summary>
    public TimeSpan WrapUpMax { get; init; }

    /// <summary>R4.16: conversations are parked, not closed.</summary>
    public bool StayOpen { get; init; }

    /// <summary>R4.2–R4.6 count only while the queue is open.</summary>
    public bool TimersInOpeningHoursOnly { get; init; }

    /// <summary>R1.12, by rising wait.</summary>
    public ImmutableArray<OverflowStep> Overflow { get; init; } = [];
}

/// <summary>From this wait on, the agents of <c>Queue</c> are candidates too.</summary>
public sealed record OverflowStep(TimeSpan After, QueueId Queue);
