using LiveChat.Api.Auth;
using LiveChat.Api.Endpoints.Invitations;
using LiveChat.Api.Problems;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace LiveChat.Api.Endpoints.Avatars;

/// <summary>
/// <c>GET /v1/avatars/{id}</c>: a picture, to whoever has its address, as pages show pictures. The address has 128
/// random bits, and ends with the picture.
/// </summary>
internal static class Show
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet($"{PublicUrl.AvatarPath["/v1".Length..]}{{id}}", Handle)
        .AllowsAnyone()
        .Produces<Stream>(StatusCodes.Status200OK, AvatarUpload.Types[0], AvatarUpload.Types[1..])
        .Refuses(404)
        .Described("Settings", "showAvatar", "See a bot's picture");

    private static async Task<IResult> Handle(
        string id, HttpContext http, IAdministrationDatabase database, CancellationToken cancel)
    {
        if (!GuidId.TryParse<AvatarId>(id, out var wanted)) return Problem.NotFound();
        var avatar = await database.Read(
            (rows, stop) => (
                from row in rows.Avatars
                join tenant in rows.PresentTenants on row.Tenant equals tenant.Id
                where row.Id == wanted
                select row).FirstOrDefaultAsync(stop),
            cancel);
        if (avatar is null) return Problem.NotFound();
        // Other sites may show it. It never changes, but may be gone: nobody keeps it for long.
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        http.Response.Headers.CacheControl = "public, max-age=3600, immutable";
        var tag = new EntityTagHeaderValue($"\"{avatar.Id}\"");
        return TypedResults.Bytes(avatar.Content, AvatarUpload.TypeOf(avatar.Format), entityTag: tag);
    }
}
