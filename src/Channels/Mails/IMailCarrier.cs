using LiveChat.Channels.Outbox;
using LiveChat.Core.Letters;

namespace LiveChat.Channels.Mails;

/// <summary>Hands one mail to the mail server.</summary>
public interface IMailCarrier
{
    /// <summary>
    /// One attempt; never throws but for <paramref name="cancel"/>. Codes say nothing of the recipient or the text.
    /// </summary>
    /// <param name="id">Makes the Message-ID: the same for each attempt at one mail.</param>
    /// <param name="recipient">A valid address.</param>
    /// <param name="letter">What it says.</param>
    /// <param name="cancel">Ends it when its time is up.</param>
    ValueTask<Attempt> Carry(Guid id, string recipient, Letter letter, CancellationToken cancel);
}
