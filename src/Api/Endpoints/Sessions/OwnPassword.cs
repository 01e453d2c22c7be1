using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Members;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Sessions;

/// <summary>
/// Asks a signed-in member for its password again, before what a stolen session must not do. Guessing locks, as signing
/// in does.
/// </summary>
internal sealed class OwnPassword(
    IAdministrationDatabase database, PasswordHashing passwords, SignInThrottle throttle)
{
    /// <param name="http">The exchange; its caller is a member.</param>
    /// <param name="field">The body's field with the password.</param>
    /// <param name="password">What was given.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The member, when it is its password; otherwise the problem.</returns>
    public async Task<(MemberRow? Member, Problem? Problem)> Verify(
        HttpContext http, string field, string password, CancellationToken cancel)
    {
        var caller = http.Principal();
        var member = await database.Read(
            (rows, token) => rows.Members.FirstOrDefaultAsync(
                row => row.Tenant == caller.Tenant && row.Id == caller.Member && row.DeletedAt == null, token),
            cancel);
        var isRight = false;
        var lockedFor = await throttle.Run(
            SignInThrottle.OwnPassword(caller),
            async () =>
            {
                var source = ClientAddress.SourceOf(http.ClientIp());
                var verdict = await passwords.Verify(member?.PasswordHash, password, source, cancel);
                isRight = verdict != PasswordVerdict.Wrong;
                return isRight ? Attempt.Passed : Attempt.Failed;
            },
            cancel);
        if (lockedFor is { } left) return (null, Problem.Locked(left));
        return isRight ? (member, null) : (null, Problem.Validation(field, "is not your password"));
    }
}
