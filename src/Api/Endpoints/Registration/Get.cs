using LiveChat.Api.Auth;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Invitations;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Registration;

/// <summary>
/// <c>GET /v1/registration</c>: who was invited to what. The link's token comes as a bearer token: an address would be
/// logged on its way.
/// </summary>
internal static class Get
{
    /// <param name="Tenant">The slug, to sign in with.</param>
    /// <param name="InvitedBy">The member who invited; null where a key or the operator did.</param>
    public sealed record RegistrationView(
        string Tenant, string TenantName, string Language, string Name, string Email, Role Role,
        string? InvitedBy, DateTimeOffset ExpiresAt);

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/registration", Handle)
        .AllowsAnyone()
        .LimitedPerAddress()
        .Produces<RegistrationView>()
        .Refuses(404, 410)
        .Described(
            "Registration", "getRegistration", "See what a link invites to",
            "Refused with invitation-used, invitation-expired, invitation-revoked, or not-found for any other link.")
        .TakesHeader("Authorization", "Bearer and the link's token, as in `Bearer lci_…`");

    private static async Task<IResult> Handle(
        HttpContext http, IAdministrationDatabase database, TimeProvider time, CancellationToken cancel)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (LinkToken.HashOf(Credentials.Bearer(http.Request) ?? "") is not { } hash) return LinkToken.Unknown;
        return await database.Read<IResult>(
            async (rows, stop) =>
            {
                var invitation = await InvitationQueries.Of(rows, hash, stop);
                if (LinkToken.ProblemOf(invitation, time.GetUtcNow()) is { } problem) return problem;
                var tenant = await rows.Tenants.SingleAsync(row => row.Id == invitation!.Tenant, stop);
                return TypedResults.Ok(new RegistrationView(
                    tenant.Slug, tenant.Name, tenant.Language, invitation!.Name, invitation.Email, invitation.Role,
                    invitation.InvitedBy, invitation.ExpiresAt));
            },
            cancel);
    }
}
