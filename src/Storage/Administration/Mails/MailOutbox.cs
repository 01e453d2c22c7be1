using LiveChat.Core.Letters;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Senders;

namespace LiveChat.Storage.Administration.Mails;

/// <summary>
/// Mail that is sent after the change that is its reason: <see cref="Compose"/> before the transaction,
/// <see cref="Change.Mail"/> inside of it. What is queued is sent at least once, or given up visibly.
/// </summary>
/// <param name="seal">Seals what the letters say.</param>
/// <param name="sends">Whether there is a mail server; without one nothing is queued.</param>
public sealed class MailOutbox(ISecretSeal seal, bool sends)
{
    public bool Sends => sends;

    /// <summary>Null when there is no mail server.</summary>
    public NewMail? Compose(TenantId tenant, string recipient, Letter letter) => sends
        ? new NewMail(tenant, letter.Kind, recipient, seal.Seal(AdministrationJson.Write(letter)))
        : null;

    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys are gone.</exception>
    public Letter Open(MailRow mail) => AdministrationJson.Read<Letter>(seal.Open(mail.SealedLetter));
}
