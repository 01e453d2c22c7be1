using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Members;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Sessions;

/// <summary>
/// Asks a signed-in member for its password again, before what a stolen session must not do. Guessing locks, as signing
/// in does.
/// </summary>
internal sealed class OwnPassword(
    IAdministrationDatabase database, PasswordHashing passwords, SignInThrottle throttle, TimeProvider time)
{
    /// <summary>For so long after a sign-in its password need not be given again where that is enough.</summary>
    public static readonly TimeSpan RecentMax = TimeSpan.FromMinutes(10);

    private static readonly Problem _required = new(
        403, "password-required", "Your password is needed for this.",
        "You signed in some time ago: give your password, in the field password.");

    /// <param name="http">The exchange; its caller is a member.</param>
    /// <param name="field">The body's field with the password.</param>
    /// <param name="password">What was given.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The member, when it is its password; otherwise the problem.</returns>
    public async Task<(MemberRow? Member, Problem? Problem)> Verify(
        HttpContext http, string field, string password, CancellationToken cancel)
    {
        var caller = http.Principal();
        if (!PasswordRules.CouldBe(password)) return (null, Problem.Validation(field, "is not your password"));
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

    /// <summary>
    /// The same where who has just signed in need not give it: null when it may go on. What is given must be right all
    /// the same.
    /// </summary>
    public async Task<Problem?> VerifyUnlessRecent(
        HttpContext http, string field, string? password, CancellationToken cancel)
    {
        if (password is not null) return (await Verify(http, field, password, cancel)).Problem;
        return time.GetUtcNow() - http.Principal().SignedInAt <= RecentMax ? null : _required;
    }

    /// <summary>
    /// Lets a member try what only it can know. Wrong tries lock as wrong passwords do, and with them.
    /// </summary>
    /// <returns>Null when it was tried, whatever came of it.</returns>
    public async Task<Problem?> Try(HttpContext http, Func<Task<Attempt>> attempt, CancellationToken cancel) =>
        await throttle.Run(SignInThrottle.OwnPassword(http.Principal()), attempt, cancel) is { } left
            ? Problem.Locked(left)
            : null;
}
