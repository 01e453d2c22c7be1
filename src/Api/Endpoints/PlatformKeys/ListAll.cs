using LiveChat.Api.Auth;
using LiveChat.Api.Lists;
using LiveChat.Storage.Administration;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.PlatformKeys;

/// <summary><c>GET /v1/platform/keys</c>: that of the settings first, then oldest first; all in one part.</summary>
internal static class ListAll
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/platform/keys", Handle)
        .RequiresPlatformKey()
        .Produces<PageOf<PlatformKeyView>>()
        .Described("Platform", "listPlatformKeys", "List the operator's keys", "All of them, in one part.");

    private static async Task<IResult> Handle(
        IAdministrationDatabase database, Auth.PlatformKeys keys, CancellationToken cancel)
    {
        var kept = await database.Read(
            (rows, token) => rows.PlatformKeys.OrderBy(row => row.Id).ToListAsync(token), cancel);
        var views = kept.Select(row => PlatformKeyView.Of(row, keys.IsConfigured));
        return TypedResults.Ok(new PageOf<PlatformKeyView>(
            keys.IsConfigured ? [PlatformKeyView.OfSettings, .. views] : [.. views], null));
    }
}
