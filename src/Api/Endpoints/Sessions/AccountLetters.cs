using System.Globalization;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Letters;
using LiveChat.Storage.Administration.Mails;
using LiveChat.Storage.Administration.Members;

namespace LiveChat.Api.Endpoints.Sessions;

/// <summary>
/// Tells members by mail what was changed of the way they sign in, so that one who did not change it learns of it.
/// </summary>
internal sealed class AccountLetters(MailOutbox mails, IDirectory directory, TimeProvider time)
{
    /// <summary>Of a password that somebody else sets; null where none is set.</summary>
    public ValueTask<NewMail?> OfPassword(MemberRow? member, string? password, CancellationToken cancel) =>
        member is null || password is null ? default : Of(LetterKind.PasswordChanged, member, cancel);

    /// <summary>
    /// To be queued in the transaction of the change; null where no mail can be sent, or the member has no address.
    /// </summary>
    /// <param name="kind">One whose values are the name, the tenant and the time.</param>
    /// <param name="member">Whom it is to.</param>
    /// <param name="cancel">Gives up.</param>
    public async ValueTask<NewMail?> Of(LetterKind kind, MemberRow member, CancellationToken cancel)
    {
        if (!mails.Sends || member.Email is not { } email) return null;
        if (await directory.Tenant(member.Tenant, cancel) is not { } tenant) return null;
        return mails.Compose(member.Tenant, email, LetterBook.Write(
            kind, tenant.Language, ("name", member.DisplayName), ("tenant", tenant.Name),
            ("time", time.GetUtcNow().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))));
    }
}
