using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;

namespace LiveChat.Contracts.Directory;

/// <summary>
/// What a tenant or a queue has set of <c>settings/livechat</c>; durations are whole seconds, and 0 is off. In a queue
/// null inherits, except <c>ConversationsPerAgent</c>, which caps the conversations of that queue that one agent holds,
/// and where null is no such cap. In a tenant every field is set, but for that one, where null is no cap, and the
/// questionnaire.
/// </summary>
public sealed record LiveChatSettings
{
    public int? ConversationsPerAgent { get; init; }
    public int? WaitingPerOnlineAgent { get; init; }
    public int? WaitingWithNobodyOnline { get; init; }
    public int? InactivityTimeoutSeconds { get; init; }
    public int? InactivityWarningSeconds { get; init; }
    public int? ReminderAfterSeconds { get; init; }
    public int? ReengagementAfterSeconds { get; init; }
    public IReadOnlyList<string>? ReengagementStatuses { get; init; }
    public int? AutoTransferAfterSeconds { get; init; }
    public bool? AutoTransferNotifyContact { get; init; }
    public int? PresenceGraceSeconds { get; init; }
    public int? DisconnectNotifyAfterSeconds { get; init; }
    public int? DisconnectTransferAfterSeconds { get; init; }
    public int? WaitingQuestionnaireAfterSeconds { get; init; }
    public QuestionnaireId? WaitingQuestionnaireId { get; init; }
    public int? CloseQueueBeforeEndSeconds { get; init; }
    public bool? KeepWaitingOverClose { get; init; }
    public int? PreviousAgentWithinSeconds { get; init; }
    public bool? LanguageRouting { get; init; }
    public int? LanguageFallbackAfterSeconds { get; init; }
    public int? OfferTimeoutSeconds { get; init; }
    public int? WrapUpMaxSeconds { get; init; }
    public bool? StayOpen { get; init; }
    public bool? TimersInOpeningHoursOnly { get; init; }
    public IReadOnlyList<OverflowStepSetting>? Overflow { get; init; }

    /// <summary>A queue that has set nothing.</summary>
    public static readonly LiveChatSettings QueueDefault = new();

    /// <summary>A tenant that has set nothing.</summary>
    public static readonly LiveChatSettings TenantDefault =
        Of(LiveChatRules.Default) with { ConversationsPerAgent = 5 };

    /// <summary>With each null, but for the cap, as <c>otherwise</c> has it.</summary>
    public LiveChatSettings Or(LiveChatSettings otherwise) => new()
    {
        ConversationsPerAgent = ConversationsPerAgent,
        WaitingPerOnlineAgent = WaitingPerOnlineAgent ?? otherwise.WaitingPerOnlineAgent,
        WaitingWithNobodyOnline = WaitingWithNobodyOnline ?? otherwise.WaitingWithNobodyOnline,
        InactivityTimeoutSeconds = InactivityTimeoutSeconds ?? otherwise.InactivityTimeoutSeconds,
        InactivityWarningSeconds = InactivityWarningSeconds ?? otherwise.InactivityWarningSeconds,
        ReminderAfterSeconds = ReminderAfterSeconds ?? otherwise.ReminderAfterSeconds,
        ReengagementAfterSeconds = ReengagementAfterSeconds ?? otherwise.ReengagementAfterSeconds,
        ReengagementStatuses = ReengagementStatuses ?? otherwise.ReengagementStatuses,
        AutoTransferAfterSeconds = AutoTransferAfterSeconds ?? otherwise.AutoTransferAfterSeconds,
        AutoTransferNotifyContact = AutoTransferNotifyContact ?? otherwise.AutoTransferNotifyContact,
        PresenceGraceSeconds = PresenceGraceSeconds ?? otherwise.PresenceGraceSeconds,
        DisconnectNotifyAfterSeconds = DisconnectNotifyAfterSeconds ?? otherwise.DisconnectNotifyAfterSeconds,
        DisconnectTransferAfterSeconds = DisconnectTransferAfterSeconds ?? otherwise.DisconnectTransferAfterSeconds,
        WaitingQuestionnaireAfterSeconds =
            WaitingQuestionnaireAfterSeconds ?? otherwise.WaitingQuestionnaireAfterSeconds,
        WaitingQuestionnaireId = WaitingQuestionnaireId ?? otherwise.WaitingQuestionnaireId,
        CloseQueueBeforeEndSeconds = CloseQueueBeforeEndSeconds ?? otherwise.CloseQueueBeforeEndSeconds,
        KeepWaitingOverClose = KeepWaitingOverClose ?? otherwise.KeepWaitingOverClose,
        PreviousAgentWithinSeconds = PreviousAgentWithinSeconds ?? otherwise.PreviousAgentWithinSeconds,
        LanguageRouting = LanguageRouting ?? otherwise.LanguageRouting,
        LanguageFallbackAfterSeconds = LanguageFallbackAfterSeconds ?? otherwise.LanguageFallbackAfterSeconds,
        OfferTimeoutSeconds = OfferTimeoutSeconds ?? otherwise.OfferTimeoutSeconds,
        WrapUpMaxSeconds = WrapUpMaxSeconds ?? otherwise.WrapUpMaxSeconds,
        StayOpen = StayOpen ?? otherwise.StayOpen,
        TimersInOpeningHoursOnly = TimersInOpeningHoursOnly ?? otherwise.TimersInOpeningHoursOnly,
        Overflow = Overflow ?? otherwise.Overflow,
    };

    /// <summary>The rules in force for a queue that has set this, in a tenant that has set <c>tenant</c>.</summary>
    public LiveChatRules InForce(LiveChatSettings tenant)
    {
        var all = Or(tenant).Or(TenantDefault);
        return new LiveChatRules
        {
            ConversationsPerAgentOfQueue = ConversationsPerAgent,
            WaitingPerOnlineAgent = all.WaitingPerOnlineAgent!.Value,
            WaitingWithNobodyOnline = all.WaitingWithNobodyOnline!.Value,
            InactivityTimeout = Seconds(all.InactivityTimeoutSeconds),
            InactivityWarning = Seconds(all.InactivityWarningSeconds),
            ReminderAfter = Seconds(all.ReminderAfterSeconds),
            ReengagementAfter = Seconds(all.ReengagementAfterSeconds),
            ReengagementStatuses = [.. all.ReengagementStatuses!],
            AutoTransferAfter = Seconds(all.AutoTransferAfterSeconds),
            AutoTransferNotifyContact = all.AutoTransferNotifyContact!.Value,
            PresenceGrace = Seconds(all.PresenceGraceSeconds),
            DisconnectNotifyAfter = Seconds(all.DisconnectNotifyAfterSeconds),
            DisconnectTransferAfter = Seconds(all.DisconnectTransferAfterSeconds),
            WaitingQuestionnaireAfter = Seconds(all.WaitingQuestionnaireAfterSeconds),
            WaitingQuestionnaireId = all.WaitingQuestionnaireId,
            CloseQueueBeforeEnd = Seconds(all.CloseQueueBeforeEndSeconds),
            KeepWaitingOverClose = all.KeepWaitingOverClose!.Value,
            PreviousAgentWithin = Seconds(all.PreviousAgentWithinSeconds),
            LanguageRouting = all.LanguageRouting!.Value,
            LanguageFallbackAfter = Seconds(all.LanguageFallbackAfterSeconds),
            OfferTimeout = Seconds(all.OfferTimeoutSeconds),
            WrapUpMax = Seconds(all.WrapUpMaxSeconds),
            StayOpen = all.StayOpen!.Value,
            TimersInOpeningHoursOnly = all.TimersInOpeningHoursOnly!.Value,
            Overflow =
                [.. all.Overflow!.Select(it => new OverflowStep(TimeSpan.FromSeconds(it.AfterSeconds), it.QueueId))],
        };
    }

    private static LiveChatSettings Of(LiveChatRules rules) => new()
    {
        WaitingPerOnlineAgent = rules.WaitingPerOnlineAgent,
        WaitingWithNobodyOnline = rules.WaitingWithNobodyOnline,
        InactivityTimeoutSeconds = Whole(rules.InactivityTimeout),
        InactivityWarningSeconds = Whole(rules.InactivityWarning),
        ReminderAfterSeconds = Whole(rules.ReminderAfter),
        ReengagementAfterSeconds = Whole(rules.ReengagementAfter),
        ReengagementStatuses = rules.ReengagementStatuses,
        AutoTransferAfterSeconds = Whole(rules.AutoTransferAfter),
        AutoTransferNotifyContact = rules.AutoTransferNotifyContact,
        PresenceGraceSeconds = Whole(rules.PresenceGrace),
        DisconnectNotifyAfterSeconds = Whole(rules.DisconnectNotifyAfter),
        DisconnectTransferAfterSeconds = Whole(rules.DisconnectTransferAfter),
        WaitingQuestionnaireAfterSeconds = Whole(rules.WaitingQuestionnaireAfter),
        WaitingQuestionnaireId = rules.WaitingQuestionnaireId,
        CloseQueueBeforeEndSeconds = Whole(rules.CloseQueueBeforeEnd),
        KeepWaitingOverClose = rules.KeepWaitingOverClose,
        PreviousAgentWithinSeconds = Whole(rules.PreviousAgentWithin),
        LanguageRouting = rules.LanguageRouting,
        LanguageFallbackAfterSeconds = Whole(rules.LanguageFallbackAfter),
        OfferTimeoutSeconds = Whole(rules.OfferTimeout),
        WrapUpMaxSeconds = Whole(rules.WrapUpMax),
        StayOpen = rules.StayOpen,
        TimersInOpeningHoursOnly = rules.TimersInOpeningHoursOnly,
        Overflow = [],
    };

    private static TimeSpan Seconds(int? whole) => TimeSpan.FromSeconds(whole!.Value);

    private static int Whole(TimeSpan duration) => (int)duration.TotalSeconds;
}

/// <summary>After this wait the queue's agents become candidates too.</summary>
public sealed record OverflowStepSetting(int AfterSeconds, QueueId QueueId);
