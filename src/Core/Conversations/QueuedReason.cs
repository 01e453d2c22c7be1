namespace LiveChat.Core.Conversations;

/// <summary>Why a conversation stands in a queue; a value of the log.</summary>
public static class QueuedReason
{
    public const string New = "new";
    public const string Transfer = "transfer";
    public const string AgentDisabled = "agentDisabled";
    public const string AgentDeleted = "agentDeleted";
    public const string AgentDisconnected = "agentDisconnected";
}
