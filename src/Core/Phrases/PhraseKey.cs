using System.Collections.Immutable;

namespace LiveChat.Core.Phrases;

/// <summary>The texts that the system sends by itself: the keys of the settings, the API and the log.</summary>
public static class PhraseKey
{
    public const string Greeting = "greeting";
    public const string OutsideHours = "outsideHours";
    public const string NoAgent = "noAgent";
    public const string QueueFull = "queueFull";
    public const string Waiting = "waiting";
    public const string Assigned = "assigned";
    public const string Transferred = "transferred";
    public const string AgentDisconnected = "agentDisconnected";
    public const string Reminder = "reminder";
    public const string Reengagement = "reengagement";
    public const string InactivityClosed = "inactivityClosed";
    public const string Closed = "closed";
    public const string EndOfService = "endOfService";
    public const string LanguageSwitched = "languageSwitched";
    public const string OptedOut = "optedOut";

    /// <summary>Stands before a question of the waiting questionnaire that is asked once more.</summary>
    public const string QuestionnaireRepeat = "questionnaireRepeat";

    /// <summary>After the last answer to the contact questionnaire.</summary>
    public const string QuestionnaireThanks = "questionnaireThanks";

    /// <summary>To who chose, or was left, to wait on.</summary>
    public const string KeepsPlace = "keepsPlace";

    /// <summary>To who chose to leave a message: it is to be written now.</summary>
    public const string LeaveMessage = "leaveMessage";

    /// <summary>The message was left.</summary>
    public const string MessageLeft = "messageLeft";

    public const string CallBackRequested = "callBackRequested";

    /// <summary>Those that belong to questionnaires.</summary>
    public static readonly ImmutableArray<string> OfQuestionnaires =
        [QuestionnaireRepeat, QuestionnaireThanks, KeepsPlace, LeaveMessage, MessageLeft, CallBackRequested];

    public static readonly ImmutableArray<string> All =
    [
        Greeting, OutsideHours, NoAgent, QueueFull, Waiting, Assigned, Transferred, AgentDisconnected, Reminder,
        Reengagement, InactivityClosed, Closed, EndOfService, LanguageSwitched, OptedOut, .. OfQuestionnaires,
    ];

    /// <summary>The variables that a text of this key may contain, as <c>{name}</c>.</summary>
    public static ImmutableArray<string> VariablesOf(string key) => key switch
    {
        Waiting => ["position", "minutes"],
        Assigned => ["agent"],
        _ => [],
    };
}
