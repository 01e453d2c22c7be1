using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Mails;

/// <summary>The queued mails, for whoever hands them to the mail server.</summary>
public static class MailQueue
{
    /// <summary>Tenants that are looked at to be served in turn.</summary>
    private const int TenantsMax = 1_000;

    /// <summary>
    /// Takes up to <paramref name="countMax"/> mails that are due, of as many tenants as there can be, and puts each
    /// off until <paramref name="leasedUntil"/>: should whoever sends them die, they come again then.
    /// </summary>
    /// <param name="rows">In a transaction of their own.</param>
    /// <param name="now">The time.</param>
    /// <param name="leasedUntil">When they are due again.</param>
    /// <param name="countMax">At least 1.</param>
    /// <param name="turn">Any number; which tenants come first goes round with it.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<IReadOnlyList<MailRow>> Claim(
        AdministrationContext rows, DateTimeOffset now, DateTimeOffset leasedUntil, int countMax, uint turn,
        CancellationToken cancel)
    {
        var due = rows.Mails.Where(row => row.State == MailState.Queued && row.NextAttemptAt <= now);
        var tenants = await due.Select(row => row.Tenant).Distinct().Take(TenantsMax).ToListAsync(cancel);
        if (tenants.Count == 0) return [];

        var first = (int)(turn % (uint)tenants.Count);
        var each = Math.Max(1, countMax / tenants.Count);
        var claimed = new List<MailRow>();
        for (var i = 0; i < tenants.Count && claimed.Count < countMax; i++)
        {
            var tenant = tenants[(first + i) % tenants.Count];
            claimed.AddRange(await due.Where(row => row.Tenant == tenant).OrderBy(row => row.NextAttemptAt)
                .Take(Math.Min(each, countMax - claimed.Count)).ToListAsync(cancel));
        }

        foreach (var mail in claimed)
        {
            mail.Attempts++;
            mail.NextAttemptAt = leasedUntil;
        }

        return claimed;
    }

    /// <summary>When the next mail is due; null when none is queued.</summary>
    public static Task<DateTimeOffset?> NextDue(AdministrationContext rows, CancellationToken cancel) => rows.Mails
        .Where(row => row.State == MailState.Queued)
        .OrderBy(row => row.NextAttemptAt).Select(row => (DateTimeOffset?)row.NextAttemptAt)
        .FirstOrDefaultAsync(cancel);

    /// <summary>
    /// Drops up to <paramref name="countMax"/> mails that ended before that; how many.
    /// </summary>
    public static Task<int> DropEnded(
        AdministrationContext rows, DateTimeOffset before, int countMax, CancellationToken cancel) => rows.Mails
        .Where(row => row.EndedAt < before).OrderBy(row => row.EndedAt).Take(countMax).ExecuteDeleteAsync(cancel);
}
