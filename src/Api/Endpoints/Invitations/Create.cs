using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Directory;

namespace LiveChat.Api.Endpoints.Invitations;

/// <summary><c>POST /v1/invitations</c>: invites several people, all or none.</summary>
internal static class Create
{
    /// <param name="People">1–100.</param>
    public sealed record InviteRequest(IReadOnlyList<InvitedPerson> People);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/invitations", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces<InvitationsView>(StatusCodes.Status201Created)
        .Refuses(409)
        .WithExample("""
            {"people":[{"name":"Bea","email":"bea@acme.test","phone":"+34600111222","role":"agent"}]}
            """)
        .Described(
            "Invitations", "invite", "Invite people",
            "All or none; only admins invite admins. Refused with email-taken (errors name the rows) and no-seats. "
            + "Each gets a mail with a link; where none can be sent, emailSent is false and the link is here.");

    private static async Task<IResult> Handle(
        Body<InviteRequest> body, HttpContext http, InvitationDesk desk, IDirectory directory,
        CancellationToken cancel)
    {
        var findings = new Findings();
        var people = findings.People(body.Value.People);
        if (findings.Problem is { } problem) return problem;
        return await directory.Tenant(http.Principal().Tenant, cancel) is { } tenant
            ? await desk.Invite(new Inviting(tenant.Id, tenant.Name, tenant.Language), people)
            : Problem.NotFound();
    }
}
