using LiveChat.Api.Auth;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Administration.Caching;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Members;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Sessions;

/// <summary>Verifies a login and opens its session.</summary>
internal sealed class SignInDesk(
    IAdministrationDatabase database, AdministrationCommands commands, PasswordHashing passwords)
{
    /// <summary>Null when tenant, login or password are wrong, which takes the same time in each case.</summary>
    public async Task<Create.SignedIn?> SignIn(Create.SignInRequest request, CancellationToken cancel)
    {
        var member = await Find(request.Tenant, request.Login, cancel);
        if (!await passwords.Verify(member?.PasswordHash, request.Password, cancel))
        {
            await NoteRefused(request.Tenant, member);
            return null;
        }

        var token = BearerToken.Create(BearerToken.SessionPrefix);
        var outcome = await commands.Run(change =>
        {
            change.Actor = change.Actor.As(member!.Id, member.DisplayName);
            return SessionCommands.Open(
                change, member.Tenant, member.Id, member.PasswordHash, TokenHash.Of(token),
                CachedCredentials.SessionIdleMax);
        });
        return outcome.Value is { } session
            ? new Create.SignedIn(
                token, session.LastSeenAt + CachedCredentials.SessionIdleMax,
                new Create.SignedInMember(member!.Id, member.Username, member.DisplayName, member.Role))
            : null;
    }

    /// <summary>
    /// One row whatever was wrong, so that the time tells nothing; never the login, which may be a password typed in
    /// the wrong field. What is about no tenant is in the platform's log.
    /// </summary>
    private async Task NoteRefused(string slug, MemberRow? member) => await commands.Run<bool>(async change =>
    {
        var tenant = await change.Rows.Tenants.FirstOrDefaultAsync(row => row.Slug == slug, change.Cancel);
        change.Note(new AuditNote(tenant?.Id, "session.refused", "member", member?.Id.ToString()));
        return true;
    });

    private async Task<MemberRow?> Find(string slug, string login, CancellationToken cancel)
    {
        var key = MemberRow.KeyOf(login);
        return await database.Read(
            (rows, token) => (
                from tenant in rows.Tenants
                join member in rows.Members on tenant.Id equals member.Tenant
                where tenant.Slug == slug && (member.UsernameKey == key || member.EmailKey == key)
                    && member.Enabled && member.DeletedAt == null
                select member).FirstOrDefaultAsync(token),
            cancel);
    }
}
