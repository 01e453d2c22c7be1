using LiveChat.Api.Auth;
using LiveChat.Api.Auth.Totp;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Contracts.Directory;
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
    private const string PasswordExample = """{"password":"correct-horse-1"}""";

    /// <param name="Active">Whether signing in needs it.</param>
    /// <param name="RecoveryCodesLeft">How many can still be used.</param>
    /// <param name="Required">Whether the tenant requires it of this member.</param>
    public sealed record TotpView(bool Active, int RecoveryCodesLeft, bool Required);

    /// <param name="Secret">In base 32, for typing.</param>
    /// <param name="Uri">For authenticator apps.</param>
    /// <param name="QrCode">The same as a picture: a PNG in a data URI.</param>
    public sealed record EnrolmentView(string Secret, string Uri, string QrCode);

    /// <param name="Code">Of the app: six digits.</param>
    public sealed record ConfirmRequest(string Code);

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
            .Refuses(409)
            .Described("Sign-in", "enrolTotp", "Begin to enrol a second factor",
                "It guards nothing until it is confirmed. Refused with totp-active.");
        v1.MapPost("/me/totp/confirm", Confirm)
            .RequiresMember().AllowsBeforeEnrolment()
            .Produces<RecoveryCodesView>()
            .Refuses(409, 429)
            .WithExample("""{"code":"123456"}""")
            .Described("Sign-in", "confirmTotp", "Confirm a second factor by its first code",
                "From now on signing in needs a code. Refused with totp-active, totp-not-begun.");
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
            .Described("Sign-in", "removeTotp", "Take off one's second factor");
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
        HttpContext http, IAdministrationDatabase database, IDirectory directory, AdministrationCommands commands,
        TotpSecrets secrets, CancellationToken cancel)
    {
        var (caller, secret) = (http.Principal(), TotpCode.NewSecret());
        var tenant = (await directory.Tenant(caller.Tenant, cancel))!;
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
        Body<ConfirmRequest> body, HttpContext http, IAdministrationDatabase database, AdministrationCommands commands,
        TotpSecrets secrets, TimeProvider time, CancellationToken cancel)
    {
        var caller = http.Principal();
        if (await Find(caller, database, cancel) is not { } row) return RefusalProblem.Of(Refusal.TotpNotBegun);
        if (row.Confirmed) return RefusalProblem.Of(Refusal.TotpActive);
        var code = body.Value.Code.Trim();
        if (TotpCode.Match(secrets.Open(row.SealedSecret), code, time.GetUtcNow(), lastStep: 0) is not { } step)
            return Problem.Validation("code", "is not the app's present code");
        var codes = RecoveryCode.NewSet();
        var outcome = await commands.Run(change => TotpCommands.Confirm(
            change, caller.Tenant, caller.Member!.Value, row.SealedSecret, step, RecoveryCode.Hashed(codes)));
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
        Body<PasswordRequest> body, HttpContext http, OwnPassword own, AdministrationCommands commands,
        CancellationToken cancel)
    {
        var (member, refused) = await own.Verify(http, "password", body.Value.Password, cancel);
        if (member is null) return refused!;
        await commands.Run(change => TotpCommands.Remove(change, member.Tenant, member.Id));
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
