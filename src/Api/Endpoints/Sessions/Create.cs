using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Sessions;

/// <summary><c>POST /v1/sessions</c>: signs a member in, by username or email.</summary>
internal static class Create
{
    private const int LoginLengthMax = PeopleRules.EmailLengthMax;

    /// <param name="Tenant">The tenant's slug.</param>
    /// <param name="Login">The member's username or email address, in any case.</param>
    /// <param name="Code">Null: second factors are not available.</param>
    public sealed record SignInRequest(string Tenant, string Login, string Password, string? Code = null);

    public sealed record SignedIn(string Token, DateTimeOffset ExpiresAt, SignedInMember Member);

    public sealed record SignedInMember(MemberId Id, string Username, string DisplayName, Role Role);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/sessions", Handle)
        .AllowsAnyone()
        .Produces<SignedIn>(StatusCodes.Status201Created)
        .Refuses(429)
        .WithExample("""{"tenant":"acme","login":"ana","password":"correct-horse-1"}""")
        .Described("Sign-in", "signIn", "Sign in",
            "The session ends when its token was not used until expiresAt, which moves with each use.");

    private static async Task<IResult> Handle(
        Body<SignInRequest> body, SignInThrottle throttle, SignInDesk desk, CancellationToken cancel)
    {
        var request = body.Value;
        var findings = new Findings();
        findings.Require(request.Tenant.Length is > 0 and <= TenantRules.SlugLengthMax, "tenant", "must be a slug");
        findings.Require(request.Login.Length is > 0 and <= LoginLengthMax, "login", "must be a username or email");
        findings.Require(
            request.Password.Length is > 0 and <= PasswordRules.LengthMax, "password", "must be a password");
        findings.NotAvailableUnless(request.Code is null, "code");
        if (findings.Problem is { } problem) return problem;

        return await throttle.InTurn<IResult>(
            request.Tenant, request.Login,
            async () =>
            {
                if (throttle.LockedFor(request.Tenant, request.Login) is { } left) return Locked(left);
                var signedIn = await desk.SignIn(request, cancel);
                if (signedIn is null) throttle.Failed(request.Tenant, request.Login);
                else throttle.Succeeded(request.Tenant, request.Login);
                return signedIn is null ? Wrong : TypedResults.Created((string?)null, signedIn);
            },
            cancel);
    }

    private static Problem Wrong => Problem.Credentials("credentials", "Tenant, login or password are wrong.");

    private static Problem Locked(TimeSpan left) =>
        new(429, "locked", "Too many failed sign-ins; try again later.")
        {
            RetryAfterSeconds = (int)Math.Ceiling(left.TotalSeconds),
        };
}
