namespace LiveChat.Storage.Administration.Mails;

/// <summary>What has become of a mail. Stored by number.</summary>
public enum MailState : byte
{
    /// <summary>To be handed to the mail server.</summary>
    Queued = 1,

    /// <summary>The mail server has taken it.</summary>
    Sent,

    /// <summary>Given up: refused for good, or tried for as long as mail is tried.</summary>
    Dead,
}
