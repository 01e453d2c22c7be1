using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Invitations;

namespace LiveChat.Api.Endpoints.Registration;

/// <summary><c>POST /v1/registration</c>: an invited person becomes a member. It does not sign in.</summary>
internal static class Create
{
    /// <param name="Token">Of the link; good for one registration.</param>
    /// <param name="Password">6–128 characters.</param>
    /// <param name="Username">At most 64 letters, digits and the like; left out: made from the email.</param>
    /// <param name="DisplayName">At most 100 characters; left out: the name in the invitation.</param>
    public sealed record RegisterRequest(
        string Token, string Password, string? Username = null, string? DisplayName = null);

    /// <param name="Tenant">The slug, to sign in with.</param>
    public sealed record Registered(string Tenant, RegisteredMember Member);

    public sealed record RegisteredMember(MemberId Id, string Username, string DisplayName, string Email, Role Role);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/registration", Handle)
        .AllowsAnyone()
        .LimitedPerAddress()
        .Produces<Registered>(StatusCodes.Status201Created)
        .Refuses(404, 409, 410)
        .WithExample("""{"token":"lci_0123456789","username":"bea","displayName":"Bea","password":"correct-horse-1"}""")
        .Described(
            "Registration", "register", "Register with a link",
            "Refused with username-taken, email-taken, invitation-used, invitation-expired, invitation-revoked.");

    private static async Task<IResult> Handle(
        Body<RegisterRequest> body, HttpContext http, IAdministrationDatabase database,
        AdministrationCommands commands, PasswordHashing passwords, TimeProvider time, CancellationToken cancel)
    {
        var request = body.Value;
        var findings = new Findings();
        var username = request.Username is { } given ? findings.Username("username", given) : null;
        var displayName = findings.NameOrNull(
            "displayName", request.DisplayName, PeopleRules.DisplayNameLengthMax);
        findings.Password("password", request.Password, username);
        if (findings.Problem is { } problem) return problem;
        if (LinkToken.HashOf(request.Token) is not { } token) return LinkToken.Unknown;

        // Hashing is dear: only who holds a link gets there.
        var (invitation, slug) = await database.Read(
            async (rows, stop) =>
            {
                var found = await InvitationQueries.Of(rows, token, stop);
                return (found, (await rows.Tenants.FindAsync([found?.Tenant ?? default], stop))?.Slug);
            },
            cancel);
        if (LinkToken.ProblemOf(invitation, time.GetUtcNow()) is { } gone) return gone;
        var hash = await passwords.Hash(request.Password, ClientAddress.SourceOf(http.ClientIp()), cancel);
        var outcome = await commands.Run(change => RegistrationCommands.Register(
            change, token, new Storage.Administration.Invitations.Registration(username, displayName, hash)));
        return outcome.Value is { } member
            ? TypedResults.Created((string?)null, new Registered(slug!, new RegisteredMember(
                member.Id, member.Username, member.DisplayName, member.Email!, member.Role)))
            : outcome.Refusal == Refusal.NotFound ? LinkToken.Unknown : RefusalProblem.Of(outcome.Refusal);
    }
}
