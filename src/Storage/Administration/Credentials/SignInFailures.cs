using LiveChat.Core.Rules;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Credentials;

/// <summary>
/// Keeps failures of sign-in, so that a lock outlives the process. They are as many as passwords can be tried within a
/// quarter of an hour: older ones go as newer ones come.
/// </summary>
public static class SignInFailures
{
    /// <summary>How many that are forgotten make way for one that is new.</summary>
    private const int DroppedMax = 16;

    public static async Task<LockOut> Find(
        AdministrationContext rows, TokenHash subject, CancellationToken cancel) =>
        (await rows.SignInFailures.AsNoTracking().FirstOrDefaultAsync(row => row.Subject == subject, cancel))?.LockOut
        ?? default;

    /// <summary>Notes one more; how it stands after it.</summary>
    public static async Task<LockOut> Note(
        AdministrationContext rows, TokenHash subject, DateTimeOffset now, CancellationToken cancel)
    {
        rows.RemoveRange(await rows.SignInFailures.Where(row => row.ForgottenAt < now && row.Subject != subject)
            .OrderBy(row => row.ForgottenAt).Take(DroppedMax).ToListAsync(cancel));
        var row = await rows.SignInFailures.FirstOrDefaultAsync(it => it.Subject == subject, cancel);
        var next = (row?.LockOut ?? default).Failed(now);
        if (row is null)
        {
            rows.SignInFailures.Add(new SignInFailureRow
            {
                Subject = subject,
                Failures = next.Failures,
                LastAt = next.LastAt,
                LockedUntil = next.LockedUntil,
                ForgottenAt = next.ForgottenAt,
            });
            return next;
        }

        (row.Failures, row.LastAt, row.LockedUntil) = (next.Failures, next.LastAt, next.LockedUntil);
        row.ForgottenAt = next.ForgottenAt;
        return next;
    }

    public static async Task<bool> Forget(AdministrationContext rows, TokenHash subject, CancellationToken cancel)
    {
        if (await rows.SignInFailures.FirstOrDefaultAsync(it => it.Subject == subject, cancel) is not { } row)
            return false;
        rows.SignInFailures.Remove(row);
        return true;
    }
}
