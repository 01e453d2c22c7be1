using LiveChat.Api.Auth;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Invitations;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Registration;

/// <summary><c>GET /v1/registration/{token}</c>: who was invited to what.</summary>
internal static class Get
{
    /// <param name="Tenant">The slug, to sign in with.</param>
    public sealed record RegistrationView(
        string Tenant, string TenantName, string Language, string Name, string Email, Role Role,
        DateTimeOffset ExpiresAt);

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/registration/{token}", Handle)
        .AllowsAnyone()
        .LimitedPerAddress()
        .Produces<RegistrationView>()
        .Refuses(404, 410)
        .Described(
            "Registration", "getRegistration", "See what a link invites to",
            "Refused with invitation-used, invitation-expired, invitation-revoked, or not-found for any other link.");

    private static async Task<IResult> Handle(
        string token, HttpContext http, IAdministrationDatabase database, TimeProvider time, CancellationToken cancel)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (LinkToken.HashOf(token) is not { } hash) return LinkToken.Unknown;
        return await database.Read<IResult>(
            async (rows, stop) =>
            {
                var invitation = await InvitationQueries.Of(rows, hash, stop);
                if (LinkToken.ProblemOf(invitation, time.GetUtcNow()) is { } problem) return problem;
                var tenant = await rows.Tenants.SingleAsync(row => row.Id == invitation!.Tenant, stop);
                return TypedResults.Ok(new RegistrationView(
                    tenant.Slug, tenant.Name, tenant.Language, invitation!.Name, invitation.Email, invitation.Role,
                    invitation.ExpiresAt));
            },
            cancel);
    }
}
