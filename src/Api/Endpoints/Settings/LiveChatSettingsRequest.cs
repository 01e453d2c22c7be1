using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary>
/// Settings to put or patch. Null inherits: in a queue the tenant's, in a tenant the default; of
/// <c>conversationsPerAgent</c> it is no cap. Durations are whole seconds up to 31 days, and 0 is off.
/// </summary>
public sealed record LiveChatSettingsRequest
{
    private const int CapMax = 10_000;
    private const int WaitingPerOnlineAgentMax = 10_000;
    private const int WaitingWithNobodyOnlineMax = 1_000_000;
    private const int SecondsMax = 31 * 24 * 60 * 60;
    private const int PresenceGraceSecondsMax = 300;
    private const int StatusesMax = 100;
    private const int OverflowStepsMax = 20;

    /// <summary>1–10,000; null is no cap.</summary>
    public Optional<int?> ConversationsPerAgent { get; init; }

    /// <summary>0–10,000.</summary>
    public Optional<int?> WaitingPerOnlineAgent { get; init; }

    /// <summary>0–1,000,000.</summary>
    public Optional<int?> WaitingWithNobodyOnline { get; init; }

    public Optional<int?> InactivityTimeoutSeconds { get; init; }

    /// <summary>Before the timeout; at or above it nobody is warned.</summary>
    public Optional<int?> InactivityWarningSeconds { get; init; }

    public Optional<int?> ReminderAfterSeconds { get; init; }
    public Optional<int?> ReengagementAfterSeconds { get; init; }

    /// <summary>Statuses of the tenant; at most 100.</summary>
    public Optional<IReadOnlyList<string>?> ReengagementStatuses { get; init; }

    public Optional<int?> AutoTransferAfterSeconds { get; init; }
    public Optional<bool?> AutoTransferNotifyContact { get; init; }

    /// <summary>0–300; the tenant's is in force, for an agent may be in many queues.</summary>
    public Optional<int?> PresenceGraceSeconds { get; init; }

    public Optional<int?> DisconnectNotifyAfterSeconds { get; init; }
    public Optional<int?> DisconnectTransferAfterSeconds { get; init; }
    /// <summary>From the beginning of a wait; the contact is asked once in it.</summary>
    public Optional<int?> WaitingQuestionnaireAfterSeconds { get; init; }

    /// <summary>A waiting questionnaire of the tenant.</summary>
    public Optional<QuestionnaireId?> WaitingQuestionnaireId { get; init; }

    public Optional<int?> CloseQueueBeforeEndSeconds { get; init; }
    public Optional<bool?> KeepWaitingOverClose { get; init; }
    public Optional<int?> PreviousAgentWithinSeconds { get; init; }
    public Optional<bool?> LanguageRouting { get; init; }
    public Optional<int?> LanguageFallbackAfterSeconds { get; init; }
    public Optional<int?> OfferTimeoutSeconds { get; init; }
    public Optional<int?> WrapUpMaxSeconds { get; init; }
    public Optional<bool?> StayOpen { get; init; }
    public Optional<bool?> TimersInOpeningHoursOnly { get; init; }

    /// <summary>At most 20 steps by rising wait, each to another queue.</summary>
    public Optional<IReadOnlyList<OverflowStepSetting>?> Overflow { get; init; }

    /// <summary>The settings after this request; what is left out is that of <c>otherwise</c>.</summary>
    public LiveChatSettings Over(LiveChatSettings otherwise) => new()
    {
        ConversationsPerAgent = ConversationsPerAgent.Or(otherwise.ConversationsPerAgent),
        WaitingPerOnlineAgent = WaitingPerOnlineAgent.Or(otherwise.WaitingPerOnlineAgent),
        WaitingWithNobodyOnline = WaitingWithNobodyOnline.Or(otherwise.WaitingWithNobodyOnline),
        InactivityTimeoutSeconds = InactivityTimeoutSeconds.Or(otherwise.InactivityTimeoutSeconds),
        InactivityWarningSeconds = InactivityWarningSeconds.Or(otherwise.InactivityWarningSeconds),
        ReminderAfterSeconds = ReminderAfterSeconds.Or(otherwise.ReminderAfterSeconds),
        ReengagementAfterSeconds = ReengagementAfterSeconds.Or(otherwise.ReengagementAfterSeconds),
        ReengagementStatuses = ReengagementStatuses.Or(otherwise.ReengagementStatuses),
        AutoTransferAfterSeconds = AutoTransferAfterSeconds.Or(otherwise.AutoTransferAfterSeconds),
        AutoTransferNotifyContact = AutoTransferNotifyContact.Or(otherwise.AutoTransferNotifyContact),
        PresenceGraceSeconds = PresenceGraceSeconds.Or(otherwise.PresenceGraceSeconds),
        DisconnectNotifyAfterSeconds = DisconnectNotifyAfterSeconds.Or(otherwise.DisconnectNotifyAfterSeconds),
        DisconnectTransferAfterSeconds = DisconnectTransferAfterSeconds.Or(otherwise.DisconnectTransferAfterSeconds),
        WaitingQuestionnaireAfterSeconds =
            WaitingQuestionnaireAfterSeconds.Or(otherwise.WaitingQuestionnaireAfterSeconds),
        WaitingQuestionnaireId = WaitingQuestionnaireId.Or(otherwise.WaitingQuestionnaireId),
        CloseQueueBeforeEndSeconds = CloseQueueBeforeEndSeconds.Or(otherwise.CloseQueueBeforeEndSeconds),
        KeepWaitingOverClose = KeepWaitingOverClose.Or(otherwise.KeepWaitingOverClose),
        PreviousAgentWithinSeconds = PreviousAgentWithinSeconds.Or(otherwise.PreviousAgentWithinSeconds),
        LanguageRouting = LanguageRouting.Or(otherwise.LanguageRouting),
        LanguageFallbackAfterSeconds = LanguageFallbackAfterSeconds.Or(otherwise.LanguageFallbackAfterSeconds),
        OfferTimeoutSeconds = OfferTimeoutSeconds.Or(otherwise.OfferTimeoutSeconds),
        WrapUpMaxSeconds = WrapUpMaxSeconds.Or(otherwise.WrapUpMaxSeconds),
        StayOpen = StayOpen.Or(otherwise.StayOpen),
        TimersInOpeningHoursOnly = TimersInOpeningHoursOnly.Or(otherwise.TimersInOpeningHoursOnly),
        Overflow = Overflow.Or(otherwise.Overflow),
    };

    /// <summary>The field with what was named in vain.</summary>
    internal static string FieldOf(Refusal refusal) =>
        refusal == Refusal.UnknownQuestionnaire ? "waitingQuestionnaireId" : "overflow";

    internal void Check(Findings findings)
    {
        Within(findings, "conversationsPerAgent", ConversationsPerAgent, 1, CapMax);
        Within(findings, "waitingPerOnlineAgent", WaitingPerOnlineAgent, 0, WaitingPerOnlineAgentMax);
        Within(findings, "waitingWithNobodyOnline", WaitingWithNobodyOnline, 0, WaitingWithNobodyOnlineMax);
        Within(findings, "presenceGraceSeconds", PresenceGraceSeconds, 0, PresenceGraceSecondsMax);
        CheckTimers(findings);
        CheckOverflow(findings, Overflow.Value ?? []);
        findings.Require(
            (ReengagementStatuses.Value ?? []).Count <= StatusesMax, "reengagementStatuses",
            $"must have at most {StatusesMax} items");
    }

    private void CheckTimers(Findings findings)
    {
        Timer(findings, "inactivityTimeoutSeconds", InactivityTimeoutSeconds);
        Timer(findings, "inactivityWarningSeconds", InactivityWarningSeconds);
        Timer(findings, "reminderAfterSeconds", ReminderAfterSeconds);
        Timer(findings, "reengagementAfterSeconds", ReengagementAfterSeconds);
        Timer(findings, "autoTransferAfterSeconds", AutoTransferAfterSeconds);
        Timer(findings, "disconnectNotifyAfterSeconds", DisconnectNotifyAfterSeconds);
        Timer(findings, "disconnectTransferAfterSeconds", DisconnectTransferAfterSeconds);
        Timer(findings, "waitingQuestionnaireAfterSeconds", WaitingQuestionnaireAfterSeconds);
        Timer(findings, "closeQueueBeforeEndSeconds", CloseQueueBeforeEndSeconds);
        Timer(findings, "previousAgentWithinSeconds", PreviousAgentWithinSeconds);
        Timer(findings, "languageFallbackAfterSeconds", LanguageFallbackAfterSeconds);
        Timer(findings, "offerTimeoutSeconds", OfferTimeoutSeconds);
        Timer(findings, "wrapUpMaxSeconds", WrapUpMaxSeconds);
    }

    private static void CheckOverflow(Findings findings, IReadOnlyList<OverflowStepSetting> steps)
    {
        const string Field = "overflow";
        findings.Require(
            steps.Count <= OverflowStepsMax, Field, $"must have at most {OverflowStepsMax} items");
        findings.Require(
            steps.All(step => step.AfterSeconds is >= 1 and <= SecondsMax), Field,
            $"afterSeconds must be from 1 to {SecondsMax}");
        findings.Require(
            steps.Zip(steps.Skip(1)).All(pair => pair.First.AfterSeconds <= pair.Second.AfterSeconds), Field,
            "must be in the order of afterSeconds");
        findings.Require(
            steps.DistinctBy(step => step.QueueId).Count() == steps.Count, Field,
            "must name each queue once");
    }

    private static void Timer(Findings findings, string field, Optional<int?> given) =>
        Within(findings, field, given, 0, SecondsMax);

    private static void Within(Findings findings, string field, Optional<int?> given, int min, int max)
    {
        if (given.Value is { } value) findings.Within(field, value, min, max);
    }
}
