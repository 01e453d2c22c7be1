using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Api.Endpoints.ApiKeys;

/// <summary><c>DELETE /v1/api-keys/{id}</c>: the key is refused from the answer on.</summary>
internal static class Delete
{
    public static void Map(RouteGroupBuilder v1) => v1.MapDelete("/api-keys/{id}", Handle)
        .Requires(Permission.AccessApiKeys, Scope.AdminWrite)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(404)
        .Described("API keys", "deleteApiKey", "Delete an API key");

    private static async Task<IResult> Handle(string id, HttpContext http, AdministrationCommands commands)
    {
        var tenant = http.Principal().Tenant;
        if (!Guid.TryParseExact(id, "N", out var keyId)) return Problem.NotFound();
        var outcome = await commands.Run(change => ApiKeyCommands.Delete(change, tenant, keyId));
        return outcome.Refusal == Refusal.None ? TypedResults.NoContent() : RefusalProblem.Of(outcome.Refusal);
    }
}
