using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Contracts.Directory;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Invitations;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Invitations;

/// <summary><c>POST /v1/invitations/{id}/resend</c>: a new link, for a pending or expired invitation.</summary>
internal static class Resend
{
    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/invitations/{id}/resend", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces<InvitationView>()
        .Refuses(404, 409)
        .Described(
            "Invitations", "resendInvitation", "Send an invitation again",
            "With a new link; the one before is worth nothing from then on. An expired invitation needs a seat again.");

    private static async Task<IResult> Handle(
        string id, HttpContext http, InvitationDesk desk, AdministrationCommands commands,
        IAdministrationDatabase database, IDirectory directory, TimeProvider time, CancellationToken cancel)
    {
        var tenantId = http.Principal().Tenant;
        if (!Guid.TryParseExact(id, "N", out var invitation)) return Problem.NotFound();
        var known = await database.Read(
            (rows, token) => rows.Invitations.FirstOrDefaultAsync(
                row => row.Tenant == tenantId && row.Id == invitation, token),
            cancel);
        if (known is null || await directory.Tenant(tenantId, cancel) is not { } tenant) return Problem.NotFound();

        var (link, url) = desk.Write(
            new Inviting(tenant.Id, tenant.Name, tenant.Language), known.Name, known.Email);
        var outcome = await commands.Run(
            change => InvitationCommands.Resend(change, tenantId, invitation, link));
        return outcome.Value is { } sent
            ? TypedResults.Ok(InvitationView.Of(sent, time.GetUtcNow(), url))
            : Revoke.ProblemOf(outcome.Refusal);
    }
}
