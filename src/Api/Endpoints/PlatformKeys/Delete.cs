using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Platform;

namespace LiveChat.Api.Endpoints.PlatformKeys;

/// <summary><c>DELETE /v1/platform/keys/{id}</c>: the key is refused from the answer on.</summary>
internal static class Delete
{
    public static void Map(RouteGroupBuilder v1) => v1.MapDelete("/platform/keys/{id}", Handle)
        .RequiresPlatformKey()
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(404, 409)
        .Described(
            "Platform", "deletePlatformKey", "Delete a key of the operator",
            "Refused with last-platform-key for the only one, and with platform-key-in-settings for the one that the "
            + "settings give.");

    private static async Task<IResult> Handle(string id, AdministrationCommands commands, Auth.PlatformKeys keys)
    {
        if (keys.IsConfigured && id == PlatformKeyView.OfSettings.Id)
        {
            return Problem.Conflict(
                "platform-key-in-settings", "The settings give this key.", "Change LiveChat__PlatformKey instead.");
        }

        if (!Guid.TryParseExact(id, "N", out var key)) return Problem.NotFound();
        var outcome = await commands.Run(change => PlatformKeyCommands.Delete(change, key, keys.IsConfigured));
        return outcome.Refusal == Refusal.None ? TypedResults.NoContent() : RefusalProblem.Of(outcome.Refusal);
    }
}
