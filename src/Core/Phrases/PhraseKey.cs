namespace LiveChat.Core.Phrases;

/// <summary>The names of the texts that the system sends by itself, as the API and the log show them.</summary>
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
}
