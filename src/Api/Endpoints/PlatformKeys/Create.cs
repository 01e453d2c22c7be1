using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Platform;

namespace LiveChat.Api.Endpoints.PlatformKeys;

/// <summary><c>POST /v1/platform/keys</c>.</summary>
internal static class Create
{
    private const int NameLengthMax = 100;

    /// <param name="Name">At most 100 characters.</param>
    public sealed record CreatePlatformKeyRequest(string Name);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/platform/keys", Handle)
        .RequiresPlatformKey()
        .Produces<PlatformKeyView>(StatusCodes.Status201Created)
        .Refuses(409)
        .WithExample("""{"name":"support"}""")
        .Described(
            "Platform", "createPlatformKey", "Create a key of the operator",
            "The key is in this answer and never shown again. To rotate one, create another, then delete the first.");

    private static async Task<IResult> Handle(
        Body<CreatePlatformKeyRequest> body, AdministrationCommands commands, Auth.PlatformKeys keys)
    {
        var findings = new Findings();
        var name = findings.Name("name", body.Value.Name, NameLengthMax);
        if (findings.Problem is { } problem) return problem;
        var key = BearerToken.Create(BearerToken.PlatformKeyPrefix);
        var order = new NewPlatformKey(name, TokenHash.Of(key), BearerToken.ShownOf(key));
        var outcome = await commands.Run(change => PlatformKeyCommands.Create(change, order));
        return outcome.Value is { } made
            ? TypedResults.Created((string?)null, PlatformKeyView.Of(made, keys.IsConfigured) with { Key = key })
            : RefusalProblem.Of(outcome.Refusal);
    }
}
