using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Invitations;

namespace LiveChat.Api.Endpoints.Invitations;

/// <summary><c>DELETE /v1/invitations/{id}</c>: takes an invitation back, with its link and its seat.</summary>
internal static class Revoke
{
    public static void Map(RouteGroupBuilder v1) => v1.MapDelete("/invitations/{id}", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(404, 409)
        .Described(
            "Invitations", "revokeInvitation", "Take an invitation back",
            "It stays listed as revoked. Refused with invitation-used once the person has registered.");

    /// <summary>To those who invite it is the state that refuses; to who is invited, the link is gone.</summary>
    public static Problem ProblemOf(Refusal refusal)
    {
        var problem = RefusalProblem.Of(refusal);
        return problem.Status == StatusCodes.Status410Gone
            ? problem with { Status = StatusCodes.Status409Conflict }
            : problem;
    }

    private static async Task<IResult> Handle(string id, HttpContext http, AdministrationCommands commands)
    {
        var tenant = http.Principal().Tenant;
        if (!Guid.TryParseExact(id, "N", out var invitation)) return Problem.NotFound();
        var outcome = await commands.Run(change => InvitationCommands.Revoke(change, tenant, invitation));
        return outcome.Refusal == Refusal.None ? TypedResults.NoContent() : ProblemOf(outcome.Refusal);
    }
}
