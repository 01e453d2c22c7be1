using System.Collections.Immutable;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Mails;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Credentials;

/// <summary>What a member showed besides its password: the step of a code, or a recovery code.</summary>
public readonly record struct SecondFactor(long? Step, TokenHash? RecoveryCode);

/// <summary>A second factor that was confirmed by its first code.</summary>
/// <param name="Step">That of the code.</param>
/// <param name="RecoveryCodes">Their hashes.</param>
/// <param name="Session">The one that confirmed it.</param>
/// <param name="Mail">What tells the member; null: nothing.</param>
public sealed record ConfirmedTotp(
    long Step, ImmutableArray<string> RecoveryCodes, Guid? Session = null, NewMail? Mail = null);

/// <summary>What becomes of second factors.</summary>
public static class TotpCommands
{
    public static Task<TotpRow?> Find(
        AdministrationContext rows, TenantId tenant, MemberId member, CancellationToken cancel) =>
        rows.Totps.FirstOrDefaultAsync(row => row.Tenant == tenant && row.Member == member, cancel);

    /// <summary>Begins to enrol; what was begun before and never confirmed is worth nothing from now on.</summary>
    public static async Task<Outcome<TotpRow>> Begin(
        Change change, TenantId tenant, MemberId member, string sealedSecret)
    {
        var row = await Find(change.Rows, tenant, member, change.Cancel);
        if (row is { Confirmed: true }) return Refusal.TotpActive;
        if (row is null)
        {
            row = new TotpRow
            {
                Tenant = tenant,
                Member = member,
                SealedSecret = sealedSecret,
                CreatedAt = change.Now,
            };
            change.Rows.Totps.Add(row);
        }

        (row.SealedSecret, row.CreatedAt) = (sealedSecret, change.Now);
        return row;
    }

    /// <summary>
    /// From now on the member signs in with it, and all of its sessions but that one, which were opened without, end.
    /// The code that confirmed it is used up.
    /// </summary>
    public static async Task<Outcome<TotpRow>> Confirm(
        Change change, TenantId tenant, MemberId member, string sealedSecret, ConfirmedTotp confirmed)
    {
        var row = await Find(change.Rows, tenant, member, change.Cancel);
        if (row is { Confirmed: true }) return Refusal.TotpActive;
        if (row is null || row.SealedSecret != sealedSecret) return Refusal.TotpNotBegun;
        (row.Confirmed, row.LastStep, row.RecoveryCodes) = (true, confirmed.Step, confirmed.RecoveryCodes);
        await SessionCommands.TouchAll(change, tenant, member);
        await SessionCommands.EndAll(change, tenant, member, except: confirmed.Session);
        await change.Mail(confirmed.Mail);
        return row;
    }

    public static async Task<Outcome<TotpRow>> ReplaceCodes(
        Change change, TenantId tenant, MemberId member, ImmutableArray<string> recoveryCodes)
    {
        if (await Find(change.Rows, tenant, member, change.Cancel) is not { Confirmed: true } row)
            return Refusal.TotpNotBegun;
        row.RecoveryCodes = recoveryCodes;
        return row;
    }

    /// <summary>From now on the password is enough. Repeating it changes nothing, and nobody is told.</summary>
    public static async Task<Outcome<bool>> Remove(Change change, TenantId tenant, MemberId member, NewMail? mail)
    {
        if (await Find(change.Rows, tenant, member, change.Cancel) is not { } row) return true;
        change.Rows.Totps.Remove(row);
        if (row.Confirmed) await change.Mail(mail);
        await SessionCommands.TouchAll(change, tenant, member);
        return true;
    }

    /// <summary>
    /// Whether the factor is good; then it is used up. Two at once with the same code: one of them is not.
    /// </summary>
    internal static bool Spend(TotpRow totp, SecondFactor factor)
    {
        if (factor.Step is { } step)
        {
            if (step <= totp.LastStep) return false;
            totp.LastStep = step;
            return true;
        }

        if (factor.RecoveryCode is not { } code) return false;
        var left = totp.RecoveryCodes.Remove(Text(code));
        if (left.Length == totp.RecoveryCodes.Length) return false;
        totp.RecoveryCodes = left;
        return true;
    }

    /// <summary>How the hash of a recovery code is kept.</summary>
    public static string Text(TokenHash code) => Convert.ToHexStringLower(code.ToBytes());
}
