namespace LiveChat.Core.Conversations;

/// <summary>Why a conversation ended. The API shows the camelCase name.</summary>
public enum CloseReason : byte
{
    None = 0,
    Agent,
    Supervisor,
    Inactivity,
    QueueFull,
    OutsideHours,
    NoAgent,
    EndOfService,
    Contact,
    Abandoned,
    LiveChatOff,
    TenantDeleted,

    /// <summary>R4.8: the contact left a message instead of waiting.</summary>
    MessageLeft,

    /// <summary>R4.8: the contact wants to be called instead of waiting.</summary>
    CallBackRequested,
}
