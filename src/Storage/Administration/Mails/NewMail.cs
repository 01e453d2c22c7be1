using LiveChat.Core.Letters;
using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Mails;

/// <summary>A mail to be queued, as <see cref="MailOutbox.Compose"/> makes it.</summary>
public sealed record NewMail(TenantId Tenant, LetterKind Kind, string Recipient, string SealedLetter);
