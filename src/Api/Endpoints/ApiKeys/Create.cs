using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Api.Endpoints.ApiKeys;

/// <summary><c>POST /v1/api-keys</c>.</summary>
internal static class Create
{
    private const int NameLengthMax = 100;
    internal const int PrefixLength = 10;

    /// <param name="Name">At most 100 characters.</param>
    /// <param name="Scopes">At least one.</param>
    /// <param name="ExpiresAt">In the future; null: never.</param>
    public sealed record CreateApiKeyRequest(
        string Name, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt = null);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/api-keys", Handle)
        .Requires(Permission.AccessApiKeys, Scope.AdminWrite)
        .Produces<ApiKeyView>(StatusCodes.Status201Created)
        .Refuses(409)
        .WithExample("""{"name":"adapter","scopes":["mo:write","mt:read","dlr:write"]}""")
        .Described("API keys", "createApiKey", "Create an API key",
            "The key is in this answer and never shown again. A member hands out only what it may itself: admin:read "
            + "needs manageTeam, admin:write an admin, conversations:read viewConversations, conversations:write "
            + "supervise; what shows contacts needs showFullPhone.");

    private static async Task<IResult> Handle(
        Body<CreateApiKeyRequest> body, HttpContext http, AdministrationCommands commands, ApiKeyViews views,
        TimeProvider time)
    {
        var tenant = http.Principal().Tenant;
        var request = body.Value;
        var findings = new Findings();
        var name = findings.Name("name", request.Name, NameLengthMax);
        findings.Require(request.Scopes.Count > 0, "scopes", "must not be empty");
        findings.Require(
            request.Scopes.All(it => Scopes.All.Contains(it)), "scopes",
            $"must be among {string.Join(", ", Scopes.All)}");
        findings.Require(
            request.ExpiresAt is null || request.ExpiresAt > time.GetUtcNow(), "expiresAt", "must be in the future");
        if (findings.Problem is { } problem) return problem;
        if (ScopeGrants.Missing(http.Principal(), request.Scopes) is { } missing)
            return Problem.Forbidden(missing);

        var key = BearerToken.Create(BearerToken.ApiKeyPrefix);
        var order = new NewApiKey(
            name, TokenHash.Of(key), key[..PrefixLength], [.. request.Scopes.Distinct()], request.ExpiresAt);
        var outcome = await commands.Run(change => ApiKeyCommands.Create(change, tenant, order));
        return outcome.Value is { } made
            ? TypedResults.Created((string?)null, views.OfNew(made) with { Key = key })
            : RefusalProblem.Of(outcome.Refusal);
    }
}
