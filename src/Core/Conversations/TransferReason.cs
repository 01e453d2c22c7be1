namespace LiveChat.Core.Conversations;

/// <summary>Why a conversation was transferred without anybody asking for it; a value of the log.</summary>
public static class TransferReason
{
    /// <summary>R4.6: its agent had not answered the contact for too long.</summary>
    public const string Automatic = "autoTransfer";
}
