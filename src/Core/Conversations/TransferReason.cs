namespace LiveChat.Core.Conversations;

/// <summary>
/// Why a conversation was transferred without a person of the tenant asking for it; a value of the log.
/// </summary>
public static class TransferReason
{
    /// <summary>R4.6: its agent had not answered the contact for too long.</summary>
    public const string Automatic = "autoTransfer";

    /// <summary>R4.8: the contact chose it in the waiting questionnaire.</summary>
    public const string Questionnaire = "questionnaire";
}
