using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary>
/// The live-chat settings of a tenant or of a queue; in a queue null is the tenant's, except
/// <c>ConversationsPerAgent</c>, where null is no cap of the queue's own. Durations are seconds, and 0 is off.
/// </summary>
public sealed record LiveChatSettingsView
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
    public string? WaitingQuestionnaireId { get; init; }
    public int? CloseQueueBeforeEndSeconds { get; init; }
    public bool? KeepWaitingOverClose { get; init; }
    public int? PreviousAgentWithinSeconds { get; init; }
    public bool? LanguageRouting { get; init; }
    public int? LanguageFallbackAfterSeconds { get; init; }
    public int? OfferTimeoutSeconds { get; init; }
    public int? WrapUpMaxSeconds { get; init; }
    public bool? StayOpen { get; init; }
    public bool? TimersInOpeningHoursOnly { get; init; }
    public IReadOnlyList<OverflowStepView>? Overflow { get; init; }

    /// <summary>What holds for a tenant that has set nothing.</summary>
    public static readonly LiveChatSettingsView Defaults = new()
    {
        ConversationsPerAgent = CapacitySettings.TenantDefault.ConversationsPerAgent,
        WaitingPerOnlineAgent = CapacitySettings.TenantDefault.WaitingPerOnlineAgent,
        WaitingWithNobodyOnline = CapacitySettings.TenantDefault.WaitingWithNobodyOnline,
        InactivityTimeoutSeconds = 600,
        InactivityWarningSeconds = 60,
        ReminderAfterSeconds = 0,
        ReengagementAfterSeconds = 0,
        ReengagementStatuses = ["available"],
        AutoTransferAfterSeconds = 0,
        AutoTransferNotifyContact = true,
        PresenceGraceSeconds = 5,
        DisconnectNotifyAfterSeconds = 30,
        DisconnectTransferAfterSeconds = 60,
        WaitingQuestionnaireAfterSeconds = 0,
        WaitingQuestionnaireId = null,
        CloseQueueBeforeEndSeconds = 0,
        KeepWaitingOverClose = false,
        PreviousAgentWithinSeconds = 0,
        LanguageRouting = false,
        LanguageFallbackAfterSeconds = 0,
        OfferTimeoutSeconds = 20,
        WrapUpMaxSeconds = 0,
        StayOpen = false,
        TimersInOpeningHoursOnly = false,
        Overflow = [],
    };

    public static LiveChatSettingsView OfTenant(CapacitySettings capacity) => With(Defaults, capacity);

    public static LiveChatSettingsView OfQueue(CapacitySettings capacity) => With(new(), capacity);

    private static LiveChatSettingsView With(LiveChatSettingsView others, CapacitySettings capacity) => others with
    {
        ConversationsPerAgent = capacity.ConversationsPerAgent,
        WaitingPerOnlineAgent = capacity.WaitingPerOnlineAgent,
        WaitingWithNobodyOnline = capacity.WaitingWithNobodyOnline,
    };
}

/// <summary>After this wait the queue's agents become candidates too.</summary>
public sealed record OverflowStepView(int AfterSeconds, QueueId QueueId);
