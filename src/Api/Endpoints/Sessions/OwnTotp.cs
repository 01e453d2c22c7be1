using LiveChat.Api.Auth;
using LiveChat.Api.Auth.Totp;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Letters;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Credentials;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Sessions;

/// <summary>
/// <c>GET|POST|DELETE /v1/me/totp</c>, <c>POST …/confirm</c>, <c>POST …/recovery-codes</c>: one's second factor
/// (RFC 6238).
/// </summary>
internal static class OwnTotp
{
    /// <summary>What is not confirmed by then must be begun anew.</summary>
    private static readonly TimeSpan _enrolmentMax = TimeSpan.FromHours(1);

    private const string PasswordExample = """{"password":"correct-horse-1"}""";

    /// <param name="Active">Whether signing in needs it.</param>
    /// <param name="RecoveryCodesLeft">How many can still be used.</param>
    /// <param name="Required">Whether the tenant requires it of this member.</param>
    public sealed record TotpView(bool Active, int RecoveryCodesLeft, bool Required);

    public sealed record EnrolRequest : IMayBeEmpty
    {
        /// <summary>One's own; needed when one signed in more than ten minutes ago.</summary>
        public Optional<string> Password { get; init; }
    }

    /// <param name="Secret">In base 32, for typing.</param>
    /// <param name="Uri">For authenticator apps.</param>
    /// <param name="QrCode">The same as a picture: a PNG in a data URI.</param>
    public sealed record EnrolmentView(string Secret, string Uri, string QrCode);

    /// <param name="Code">Of the app: six digits.</param>
    public sealed record ConfirmTotpRequest(string Code);

    /// <param name="RecoveryCodes">Each works once in place of a code; they are never shown again.</param>
    public sealed record RecoveryCodesView(IReadOnlyList<string> RecoveryCodes);

    /// <param name="Password">One's own, again.</param>
    public sealed record PasswordRequest(string Password);

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/me/totp", Get)
            .RequiresMember().AllowsBeforeEnrolment()
            .Produces<TotpView>()
            .Described("Sign-in", "getMyTotp", "Get how one's second factor stands");
        v1.MapPost("/me/totp", Begin)
            .RequiresMember().AllowsBeforeEnrolment()
            .Produces<EnrolmentView>()
            .Refuses(409, 429)
            .WithExample(PasswordExample)
            .Described("Sign-in", "enrolTotp", "Begin to enrol a second factor",
                "It guards nothing until it is confirmed, within an hour. Who signed in more than ten minutes ago "
                + "gives the password, else 403 password-required. Refused with totp-active.");
        v1.MapPost("/me/totp/confirm", Confirm)
            .RequiresMember().AllowsBeforeEnrolment()
            .Produces<RecoveryCodesView>()
            .Refuses(409, 429)
            .WithExample("""{"code":"123456"}""")
            .Described("Sign-in", "confirmTotp", "Confirm a second factor by its first code",
                "From now on signing in needs a code. One's other sessions end, and mail tells of it. Refused with "
                + "totp-active, totp-not-begun.");
        v1.MapPost("/me/totp/recovery-codes", Renew)
            .RequiresMember()
            .Produces<RecoveryCodesView>()
            .Refuses(409, 429)
            .WithExample(PasswordExample)
            .Described("Sign-in", "renewRecoveryCodes", "Make new recovery codes", "The former ones end.");
        v1.MapDelete("/me/totp", Remove)
            .RequiresMember()
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(429)
            .WithExample(PasswordExample)
            .Described("Sign-in", "removeTotp", "Take off one's second factor", "Mail tells of it.");
    }

    private static async Task<IResult> Get(
        HttpContext http, IAdministrationDatabase database, IDirectory directory, CancellationToken cancel)
    {
        var caller = http.Principal();
        var row = await Find(caller, database, cancel);
        var rules = (await directory.Tenant(caller.Tenant, cancel))!.Security;
        return TypedResults.Ok(new TotpView(
            row is { Confirmed: true }, row is { Confirmed: true } ? row.RecoveryCodes.Length : 0,
            rules.TotpRequiredForAdmins && caller.Role == Role.Admin));
    }

    private static async Task<IResult> Begin(
        Body<EnrolRequest> body, HttpContext http, IAdministrationDatabase database, IDirectory directory,
        AdministrationCommands commands, OwnPassword own, TotpSecrets secrets, CancellationToken cancel)
    {
        var (caller, secret) = (http.Principal(), TotpCode.NewSecret());
        var findings = new Findings();
        var password = findings.Given("password", body.Value.Password);
        if (findings.Problem is { } problem) return problem;
        if (await own.VerifyUnlessRecent(http, "password", password, cancel) is { } refused) return refused;
        if (await directory.Tenant(caller.Tenant, cancel) is not { } tenant) return Problem.Credentials();
        var username = await database.Read(
            (rows, token) => rows.Members.Where(row => row.Tenant == caller.Tenant && row.Id == caller.Member)
                .Select(row => row.Username).SingleAsync(token),
            cancel);
        var outcome = await commands.Run(change => TotpCommands.Begin(
            change, caller.Tenant, caller.Member!.Value, secrets.Seal(secret)));
        if (outcome.Refusal != Refusal.None) return RefusalProblem.Of(outcome.Refusal);
        var uri = TotpSecrets.UriOf(secret, tenant.Slug, username);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new EnrolmentView(Base32.Encode(secret), uri, TotpSecrets.QrCodeOf(uri)));
    }

    private static async Task<IResult> Confirm(
        Body<ConfirmTotpRequest> body, HttpContext http, IAdministrationDatabase database,
        AdministrationCommands commands, OwnPassword own, AccountLetters letters, TotpSecrets secrets,
        TimeProvider time, CancellationToken cancel)
    {
        var caller = http.Principal();
        var (row, member) = await database.Read(
            async (rows, token) => (
                await TotpCommands.Find(rows, caller.Tenant, caller.Member!.Value, token),
                await rows.Members.FirstOrDefaultAsync(
                    it => it.Tenant == caller.Tenant && it.Id == caller.Member, token)),
            cancel);
        if (member is null) return Problem.Credentials();
        if (row is { Confirmed: true }) return RefusalProblem.Of(Refusal.TotpActive);
        if (row is null || row.CreatedAt + _enrolmentMax < time.GetUtcNow())
            return RefusalProblem.Of(Refusal.TotpNotBegun);
        var code = body.Value.Code.Trim();
        if (code.Length != TotpCode.Digits || !code.All(char.IsAsciiDigit))
            return Problem.Validation("code", "must be six digits");
        long? step = null;
        var locked = await own.Try(
            http,
            () =>
            {
                step = TotpCode.Match(secrets.Open(row.SealedSecret), code, time.GetUtcNow(), lastStep: 0);
                return Task.FromResult(step is null ? Attempt.Failed : Attempt.Open);
            },
            cancel);
        if (locked is not null) return locked;
        if (step is not { } matched) return Problem.Validation("code", "is not the app's present code");
        var codes = RecoveryCode.NewSet();
        var confirmed = new ConfirmedTotp(
            matched, RecoveryCode.Hashed(codes), caller.Session,
            await letters.Of(LetterKind.SecondFactorOn, member, cancel));
        var outcome = await commands.Run(change => TotpCommands.Confirm(
            change, caller.Tenant, member.Id, row.SealedSecret, confirmed));
        return Codes(http, codes, outcome.Refusal);
    }

    private static async Task<IResult> Renew(
        Body<PasswordRequest> body, HttpContext http, OwnPassword own, AdministrationCommands commands,
        CancellationToken cancel)
    {
        var (member, refused) = await own.Verify(http, "password", body.Value.Password, cancel);
        if (member is null) return refused!;
        var codes = RecoveryCode.NewSet();
        var outcome = await commands.Run(change => TotpCommands.ReplaceCodes(
            change, member.Tenant, member.Id, RecoveryCode.Hashed(codes)));
        return Codes(http, codes, outcome.Refusal);
    }

    private static async Task<IResult> Remove(
        Body<PasswordRequest> body, HttpContext http, OwnPassword own, AccountLetters letters,
        AdministrationCommands commands, CancellationToken cancel)
    {
        var (member, refused) = await own.Verify(http, "password", body.Value.Password, cancel);
        if (member is null) return refused!;
        var mail = await letters.Of(LetterKind.SecondFactorOff, member, cancel);
        await commands.Run(change => TotpCommands.Remove(change, member.Tenant, member.Id, mail));
        return TypedResults.NoContent();
    }

    private static IResult Codes(HttpContext http, IReadOnlyList<string> codes, Refusal refusal)
    {
        if (refusal != Refusal.None) return RefusalProblem.Of(refusal);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new RecoveryCodesView(codes));
    }

    private static ValueTask<TotpRow?> Find(
        Principal caller, IAdministrationDatabase database, CancellationToken cancel) => database.Read(
        (rows, token) => TotpCommands.Find(rows, caller.Tenant, caller.Member!.Value, token), cancel);
}
