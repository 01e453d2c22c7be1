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
    private const int CodeLengthMax = 64;

    /// <param name="Tenant">The tenant's slug.</param>
    /// <param name="Login">The member's username or email address, in any case.</param>
    /// <param name="Code">
    /// Of the second factor, or a recovery code in its place; a member without one needs none.
    /// </param>
    public sealed record SignInRequest(string Tenant, string Login, string Password, string? Code = null);

    public sealed record SignedIn(string Token, DateTimeOffset ExpiresAt, SignedInMember Member);

    public sealed record SignedInMember(MemberId Id, string Username, string DisplayName, Role Role);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/sessions", Handle)
        .AllowsAnyone()
        .LimitedPerAddress()
        .Produces<SignedIn>(StatusCodes.Status201Created)
        .Refuses(429)
        .WithExample("""{"tenant":"acme","login":"ana","password":"correct-horse-1"}""")
        .Described("Sign-in", "signIn", "Sign in",
            "The session ends when its token was not used until expiresAt, which moves with each use. With a session's "
            + "token of the same member, that session ends. Refused with credentials, totp-required, locked.");

    private static async Task<IResult> Handle(
        Body<SignInRequest> body, HttpContext http, SignInThrottle throttle, SignInDesk desk,
        CancellationToken cancel)
    {
        var request = body.Value;
        var findings = new Findings();
        findings.Require(request.Tenant.Length is > 0 and <= TenantRules.SlugLengthMax, "tenant", "must be a slug");
        findings.Require(request.Login.Length is > 0 and <= LoginLengthMax, "login", "must be a username or email");
        findings.Require(
            request.Password.Length is > 0 and <= PasswordRules.LengthMax, "password", "must be a password");
        findings.Require(
            request.Code is null or { Length: > 0 and <= CodeLengthMax }, "code", "must be a code or a recovery code");
        if (findings.Problem is { } problem) return problem;

        SignInReply? reply = null;
        var lockedFor = await throttle.Run(
            SignInThrottle.SignIn(request.Tenant, request.Login),
            async () =>
            {
                reply = await desk.SignIn(SignInCall.Of(request, http), cancel);
                return reply.Attempt;
            },
            cancel);
        if (lockedFor is { } left) return Problem.Locked(left);
        return reply!.Problem is { } refused ? refused : TypedResults.Created((string?)null, reply.SignedIn);
    }
}
