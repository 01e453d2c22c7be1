using LiveChat.Api.Auth;
using LiveChat.Api.Endpoints.Invitations;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Storage.Administration;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Tenants;

/// <summary>
/// <c>POST /v1/platform/tenants/{slug}/agents</c>: the operator adds people from a list, as the tenant's own admin
/// would; each becomes a member by the link in its mail.
/// </summary>
internal static class AddAgents
{
    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/platform/tenants/{slug}/agents", Handle)
        .RequiresPlatformKey()
        .Produces<InvitationsView>(StatusCodes.Status201Created)
        .Refuses(404, 409)
        .WithExample("""{"people":[{"name":"Bea","email":"bea@acme.test"},{"name":"Leo","email":"leo@acme.test"}]}""")
        .Described(
            "Platform", "addAgents", "Add agents from a list",
            "All or none. Each holds a seat from now on, and gets the mail that an invitation sends. Refused with "
            + "email-taken (errors name the rows) and no-seats.");

    private static async Task<IResult> Handle(
        string slug, Body<Invitations.Create.InviteRequest> body, IAdministrationDatabase database,
        InvitationDesk desk, CancellationToken cancel)
    {
        var findings = new Findings();
        var people = findings.People(body.Value.People);
        if (findings.Problem is { } problem) return problem;
        return await database.Read(
            (rows, token) => rows.PresentTenants.FirstOrDefaultAsync(row => row.Slug == slug, token),
            cancel) is { } tenant
            ? await desk.Invite(new Inviting(tenant.Id, tenant.Name, tenant.Language), people)
            : Problem.NotFound();
    }
}
