using System.Globalization;
using System.Net;
using LiveChat.Api.Auth;
using LiveChat.Api.Auth.Totp;
using LiveChat.Api.Problems;
using LiveChat.Core.Letters;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Mails;
using LiveChat.Storage.Administration.Members;
using LiveChat.Storage.Administration.Settings;
using LiveChat.Storage.Administration.Tenants;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Sessions;

/// <summary>How a sign-in went, and its answer.</summary>
internal sealed record SignInReply(Attempt Attempt, Problem? Problem, Create.SignedIn? SignedIn);

/// <summary>Who signs in, and from where.</summary>
internal sealed record SignInCall(
    Create.SignInRequest Request, IPAddress? Address, string? UserAgent, string? FormerToken)
{
    public static SignInCall Of(Create.SignInRequest request, HttpContext http) => new(
        request, http.ClientIp(), DeviceName.UserAgentOf(http.Request), Credentials.Bearer(http.Request));
}

/// <summary>Verifies a login and opens its session.</summary>
internal sealed class SignInDesk(
    IAdministrationDatabase database, AdministrationCommands commands, PasswordHashing passwords,
    TotpSecrets secrets, MailOutbox mails, TimeProvider time)
{
    private static readonly SignInReply _wrong = new(
        Attempt.Failed, Problem.Credentials("credentials", "Tenant, login or password are wrong."), null);

    private static readonly SignInReply _totpRequired = new(
        Attempt.Open, Problem.Credentials("totp-required", "The code of the second factor is missing."), null);

    /// <summary>
    /// Whatever of tenant, login and password is wrong, the answer is the same and takes the same time.
    /// </summary>
    public async Task<SignInReply> SignIn(SignInCall call, CancellationToken cancel)
    {
        var request = call.Request;
        var found = await Find(request.Tenant, request.Login, cancel);
        var verdict = await passwords.Verify(
            found?.Member.PasswordHash, request.Password, ClientAddress.SourceOf(call.Address), cancel);
        if (found is null || verdict == PasswordVerdict.Wrong)
        {
            await NoteRefused(request.Tenant, found?.Member);
            return _wrong;
        }

        if (found.Member.Role == Role.Admin && !await MayAdminister(found, call.Address, cancel))
            return new SignInReply(Attempt.Open, SignInGate.AddressNotAllowed, null);

        var factor = default(SecondFactor);
        if (await TotpOf(found.Member, cancel) is { Confirmed: true } totp)
        {
            if (request.Code is null) return _totpRequired;
            if (FactorOf(totp, request.Code) is not { } shown)
            {
                await NoteRefused(request.Tenant, found.Member);
                return _wrong;
            }

            factor = shown;
        }

        var rehashed = verdict == PasswordVerdict.RightButOld
            ? await passwords.Hash(request.Password, ClientAddress.SourceOf(call.Address), cancel)
            : null;
        return await Open(call, found, factor, rehashed);
    }

    private async Task<SignInReply> Open(SignInCall call, Found found, SecondFactor factor, string? rehashed)
    {
        var member = found.Member;
        var token = BearerToken.Create(BearerToken.SessionPrefix);
        var device = DeviceName.Of(call.UserAgent);
        var order = new NewSession(member.Tenant, member.Id, member.PasswordHash, TokenHash.Of(token))
        {
            Rehashed = rehashed,
            Factor = factor,
            UserAgent = call.UserAgent,
            Address = call.Address?.ToString(),
            Replaces = call.FormerToken is { } former ? TokenHash.Of(former) : null,
            Fingerprint = ClientAddress.FingerprintOf(device, call.Address),
            NewDeviceMail = MailOf(found, device, call.Address),
        };
        var outcome = await commands.Run(
            change =>
            {
                change.Actor = change.Actor.As(member.Id, member.DisplayName);
                return SessionCommands.Open(change, order);
            },
            member.Tenant);
        return outcome.Value is { } opened
            ? new SignInReply(Attempt.Passed, null, new Create.SignedIn(
                token, opened.Session.LastSeenAt + opened.IdleMax,
                new Create.SignedInMember(member.Id, member.Username, member.DisplayName, member.Role)))
            : _wrong;
    }

    private NewMail? MailOf(Found found, string? device, IPAddress? address)
    {
        var (member, tenant) = (found.Member, found.Tenant);
        if (!mails.Sends || member.Email is null || device is null || address is null) return null;
        return mails.Compose(tenant.Id, member.Email, LetterBook.Write(
            LetterKind.NewDevice, tenant.Language, ("name", member.DisplayName), ("tenant", tenant.Name),
            ("time", time.GetUtcNow().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
            ("address", address.ToString()), ("device", device)));
    }

    private SecondFactor? FactorOf(TotpRow totp, string code)
    {
        if (RecoveryCode.HashOf(code) is { } recovery) return new SecondFactor(null, recovery);
        return TotpCode.Match(secrets.Open(totp.SealedSecret), code.Trim(), time.GetUtcNow(), totp.LastStep) is { } step
            ? new SecondFactor(step, null)
            : null;
    }

    private async ValueTask<bool> MayAdminister(Found found, IPAddress? address, CancellationToken cancel)
    {
        var rules = await database.For(found.Tenant.Id).Read(
            (rows, token) => SettingCommands.Read(rows, found.Tenant.Id, SettingKind.Security, token), cancel);
        return rules.Value.AllowsAdminsFrom(address);
    }

    /// <summary>
    /// One row whatever was wrong, so that the time tells nothing; never the login, which may be a password typed in
    /// the wrong field. What is about no tenant is in the platform's log.
    /// </summary>
    private async Task NoteRefused(string slug, MemberRow? member) => await commands.Run<bool>(
        async change =>
        {
            var tenant = await change.Rows.PresentTenants.FirstOrDefaultAsync(
                row => row.Slug == slug, change.Cancel);
            change.Note(new AuditNote(tenant?.Id, "session.refused", "member", member?.Id.ToString()));
            return true;
        },
        member?.Tenant ?? default);

    private async Task<Found?> Find(string slug, string login, CancellationToken cancel)
    {
        var key = MemberRow.KeyOf(login);
        return await database.Read(
            async (rows, token) =>
            {
                var found = await (
                    from tenant in rows.PresentTenants
                    join member in rows.Members on tenant.Id equals member.Tenant
                    where tenant.Slug == slug && (member.UsernameKey == key || member.EmailKey == key)
                        && member.Enabled && member.DeletedAt == null
                    select new { Member = member, Tenant = tenant }).FirstOrDefaultAsync(token);
                return found is null ? null : new Found(found.Member, found.Tenant);
            },
            cancel);
    }

    /// <summary>Asked for once the password is right: until then a member costs no more than nobody.</summary>
    private ValueTask<TotpRow?> TotpOf(MemberRow member, CancellationToken cancel) => database.For(member.Tenant).Read(
        (rows, token) => TotpCommands.Find(rows, member.Tenant, member.Id, token), cancel);

    private sealed record Found(MemberRow Member, TenantRow Tenant);
}
