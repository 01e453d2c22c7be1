using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Directory;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary>
/// Settings to put or patch. The first three are in force; the others take only their default, or null, until their
/// feature is available.
/// </summary>
public sealed record LiveChatSettingsRequest
{
    private const int CapMax = 10_000;
    private const int WaitingPerOnlineAgentMax = 10_000;
    private const int WaitingWithNobodyOnlineMax = 1_000_000;

    /// <summary>1–10,000; null is no cap.</summary>
    public Optional<int?> ConversationsPerAgent { get; init; }

    /// <summary>0–10,000; null is inherited.</summary>
    public Optional<int?> WaitingPerOnlineAgent { get; init; }

    /// <summary>0–1,000,000; null is inherited.</summary>
    public Optional<int?> WaitingWithNobodyOnline { get; init; }

    public Optional<int?> InactivityTimeoutSeconds { get; init; }
    public Optional<int?> InactivityWarningSeconds { get; init; }
    public Optional<int?> ReminderAfterSeconds { get; init; }
    public Optional<int?> ReengagementAfterSeconds { get; init; }
    public Optional<IReadOnlyList<string>?> ReengagementStatuses { get; init; }
    public Optional<int?> AutoTransferAfterSeconds { get; init; }
    public Optional<bool?> AutoTransferNotifyContact { get; init; }
    public Optional<int?> PresenceGraceSeconds { get; init; }
    public Optional<int?> DisconnectNotifyAfterSeconds { get; init; }
    public Optional<int?> DisconnectTransferAfterSeconds { get; init; }
    public Optional<int?> WaitingQuestionnaireAfterSeconds { get; init; }
    public Optional<string?> WaitingQuestionnaireId { get; init; }
    public Optional<int?> CloseQueueBeforeEndSeconds { get; init; }
    public Optional<bool?> KeepWaitingOverClose { get; init; }
    public Optional<int?> PreviousAgentWithinSeconds { get; init; }
    public Optional<bool?> LanguageRouting { get; init; }
    public Optional<int?> LanguageFallbackAfterSeconds { get; init; }
    public Optional<int?> OfferTimeoutSeconds { get; init; }
    public Optional<int?> WrapUpMaxSeconds { get; init; }
    public Optional<bool?> StayOpen { get; init; }
    public Optional<bool?> TimersInOpeningHoursOnly { get; init; }
    public Optional<IReadOnlyList<OverflowStepView>?> Overflow { get; init; }

    /// <summary>The capacity after this request; what is left out is that of <c>otherwise</c>.</summary>
    public CapacitySettings Over(CapacitySettings otherwise) => new(
        ConversationsPerAgent.Or(otherwise.ConversationsPerAgent),
        WaitingPerOnlineAgent.Or(otherwise.WaitingPerOnlineAgent),
        WaitingWithNobodyOnline.Or(otherwise.WaitingWithNobodyOnline));

    internal void Check(Findings findings)
    {
        Within(findings, "conversationsPerAgent", ConversationsPerAgent, 1, CapMax);
        Within(findings, "waitingPerOnlineAgent", WaitingPerOnlineAgent, 0, WaitingPerOnlineAgentMax);
        Within(findings, "waitingWithNobodyOnline", WaitingWithNobodyOnline, 0, WaitingWithNobodyOnlineMax);
        var byDefault = LiveChatSettingsView.Defaults;
        CheckTimers(findings, byDefault);
        Only(findings, "autoTransferNotifyContact", AutoTransferNotifyContact, byDefault.AutoTransferNotifyContact);
        Only(findings, "keepWaitingOverClose", KeepWaitingOverClose, byDefault.KeepWaitingOverClose);
        Only(findings, "languageRouting", LanguageRouting, byDefault.LanguageRouting);
        Only(findings, "stayOpen", StayOpen, byDefault.StayOpen);
        Only(findings, "timersInOpeningHoursOnly", TimersInOpeningHoursOnly, byDefault.TimersInOpeningHoursOnly);
        findings.NotAvailableUnless(WaitingQuestionnaireId.Value is null, "waitingQuestionnaireId");
        findings.NotAvailableUnless(
            ReengagementStatuses.Value is not { } statuses || statuses.SequenceEqual(byDefault.ReengagementStatuses!),
            "reengagementStatuses");
        findings.NotAvailableUnless(Overflow.Value is null or { Count: 0 }, "overflow");
    }

    private void CheckTimers(Findings findings, LiveChatSettingsView byDefault)
    {
        Only(findings, "inactivityTimeoutSeconds", InactivityTimeoutSeconds, byDefault.InactivityTimeoutSeconds);
        Only(findings, "inactivityWarningSeconds", InactivityWarningSeconds, byDefault.InactivityWarningSeconds);
        Only(findings, "reminderAfterSeconds", ReminderAfterSeconds, byDefault.ReminderAfterSeconds);
        Only(findings, "reengagementAfterSeconds", ReengagementAfterSeconds, byDefault.ReengagementAfterSeconds);
        Only(findings, "autoTransferAfterSeconds", AutoTransferAfterSeconds, byDefault.AutoTransferAfterSeconds);
        Only(findings, "presenceGraceSeconds", PresenceGraceSeconds, byDefault.PresenceGraceSeconds);
        Only(
            findings, "disconnectNotifyAfterSeconds", DisconnectNotifyAfterSeconds,
            byDefault.DisconnectNotifyAfterSeconds);
        Only(
            findings, "disconnectTransferAfterSeconds", DisconnectTransferAfterSeconds,
            byDefault.DisconnectTransferAfterSeconds);
        Only(
            findings, "waitingQuestionnaireAfterSeconds", WaitingQuestionnaireAfterSeconds,
            byDefault.WaitingQuestionnaireAfterSeconds);
        Only(findings, "closeQueueBeforeEndSeconds", CloseQueueBeforeEndSeconds, byDefault.CloseQueueBeforeEndSeconds);
        Only(findings, "previousAgentWithinSeconds", PreviousAgentWithinSeconds, byDefault.PreviousAgentWithinSeconds);
        Only(
            findings, "languageFallbackAfterSeconds", LanguageFallbackAfterSeconds,
            byDefault.LanguageFallbackAfterSeconds);
        Only(findings, "offerTimeoutSeconds", OfferTimeoutSeconds, byDefault.OfferTimeoutSeconds);
        Only(findings, "wrapUpMaxSeconds", WrapUpMaxSeconds, byDefault.WrapUpMaxSeconds);
    }

    private static void Within(Findings findings, string field, Optional<int?> given, int min, int max)
    {
        if (given.Value is { } value) findings.Within(field, value, min, max);
    }

    private static void Only<T>(Findings findings, string field, Optional<T?> given, T? byDefault) where T : struct =>
        findings.NotAvailableUnless(given.Value is not { } value || value.Equals(byDefault), field);
}
