namespace LiveChat.Core.Access;

/// <summary>
/// What the workspace lets a member do beside the work itself (R4.12); each is a switch of the tenant. The names are
/// part of the storage format.
/// </summary>
public enum WorkspaceAction : byte
{
    PrintConversation = 1,

    /// <summary>Have the conversation sent to one by email.</summary>
    EmailConversation,

    MarkImportant,

    /// <summary>Ask those who supervise for help.</summary>
    AskForHelp,

    SeeWhoIsOnline,
    SearchKnowledge,
    PredefinedAnswers,

    /// <summary>Ask the contact for a file.</summary>
    RequestFile,

    /// <summary>Ask the contact to download a file.</summary>
    OfferDownload,

    SendFile,
    AssistantBox,
}
