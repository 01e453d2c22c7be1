using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Credentials;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.ApiKeys;

/// <summary>
/// <c>POST /v1/api-keys/{id}:rotate</c>: another key in place of the present one, which works on for as long as is
/// wanted, so that nothing has to stop while its users change over.
/// </summary>
internal static class Rotate
{
    private const int OverlapSecondsMax = 30 * 24 * 60 * 60;

    public sealed record RotateRequest : IMayBeEmpty
    {
        /// <summary>0 to 30 days; 0, as without it: the present key is refused from the answer on.</summary>
        public Optional<int> OverlapSeconds { get; init; }

        /// <summary>In the future; null: never; left out, it stays as it is.</summary>
        public Optional<DateTimeOffset?> ExpiresAt { get; init; }
    }

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/api-keys/{id}:rotate", Handle)
        .Requires(Permission.AccessApiKeys, Scope.AdminWrite)
        .Produces<ApiKeyView>()
        .Refuses(404)
        .WithExample("""{"overlapSeconds":3600}""")
        .Described("API keys", "rotateApiKey", "Rotate an API key",
            "The new key is in this answer and never shown again. Id, name, scopes and usage stay. A key that still "
            + "worked on from a rotation before is refused from now on.");

    private static async Task<IResult> Handle(
        string id, Body<RotateRequest> body, HttpContext http, IAdministrationDatabase database,
        AdministrationCommands commands, ApiKeyViews views, TimeProvider time, CancellationToken cancel)
    {
        var caller = http.Principal();
        if (!Guid.TryParseExact(id, "N", out var keyId)) return Problem.NotFound();
        var request = body.Value;
        var findings = new Findings();
        findings.Within("overlapSeconds", request.OverlapSeconds.Or(0), 0, OverlapSecondsMax);
        findings.Require(
            request.ExpiresAt.Value is not { } at || at > time.GetUtcNow(), "expiresAt", "must be in the future");
        if (findings.Problem is { } problem) return problem;
        var scopes = await database.Read(
            (rows, token) => rows.ApiKeys.Where(row => row.Tenant == caller.Tenant && row.Id == keyId)
                .Select(row => row.Scopes).FirstOrDefaultAsync(token),
            cancel);
        if (scopes.IsDefault) return Problem.NotFound();
        if (ScopeGrants.Missing(caller, scopes) is { } missing)
            return Problem.Forbidden(missing);

        var key = BearerToken.Create(BearerToken.ApiKeyPrefix);
        var order = new KeyRotation(
            TokenHash.Of(key), key[..Create.PrefixLength], TimeSpan.FromSeconds(request.OverlapSeconds.Or(0)),
            request.ExpiresAt.IsGiven ? new(request.ExpiresAt.Value) : default);
        var outcome = await commands.Run(change => ApiKeyCommands.Rotate(change, caller.Tenant, keyId, order));
        return outcome.Value is { } rotated
            ? TypedResults.Ok((await views.Of(caller.Tenant, [rotated], CancellationToken.None))[0] with { Key = key })
            : RefusalProblem.Of(outcome.Refusal);
    }
}
