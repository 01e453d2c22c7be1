using System.Text.Json.Serialization;
using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Members;

namespace LiveChat.Api.Endpoints.Agents;

/// <summary>
/// <c>POST /v1/agents:enable</c>, <c>:disable</c>, <c>:delete</c>: each agent by itself, with a result of its own.
/// </summary>
internal static class Bulk
{
    private const int IdsMax = 500;

    /// <param name="Ids">1–500 ids.</param>
    public sealed record BulkRequest(IReadOnlyList<string> Ids);

    public sealed record BulkAnswer(IReadOnlyList<BulkResult> Results);

    public sealed record BulkResult(
        string Id, bool Ok, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code);

    private delegate Task<Outcome<MemberRow>> Command(Change change, TenantId tenant, AgentId agent);

    public static void Map(RouteGroupBuilder v1)
    {
        Map(v1, "enable", "Enable agents", (change, tenant, id) =>
            AgentCommands.SetEnabled(change, tenant, id, enabled: true));
        Map(v1, "disable", "Disable agents", (change, tenant, id) =>
            AgentCommands.SetEnabled(change, tenant, id, enabled: false));
        Map(v1, "delete", "Delete agents", AgentCommands.Delete);
    }

    private static void Map(RouteGroupBuilder v1, string verb, string summary, Command command) => v1
        .MapPost(
            $"/agents:{verb}",
            (Body<BulkRequest> body, HttpContext http, AdministrationCommands commands) =>
                Handle(body.Value, http.Principal().Tenant, commands, command))
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces<BulkAnswer>()
        .WithExample("""{"ids":["0198c5b1c2f07d3f8a7f3f2f9a1b2c3d"]}""")
        .Described("Agents", $"{verb}Agents", summary);

    private static async Task<IResult> Handle(
        BulkRequest request, TenantId tenant, AdministrationCommands commands, Command command)
    {
        var findings = new Findings();
        findings.Require(request.Ids.Count is > 0 and <= IdsMax, "ids", $"must have 1 to {IdsMax} entries");
        if (findings.Problem is { } problem) return problem;
        var results = new List<BulkResult>(request.Ids.Count);
        foreach (var id in request.Ids)
        {
            var refusal = GuidId.TryParse<AgentId>(id, out var agent)
                ? (await commands.Run(change => command(change, tenant, agent))).Refusal
                : Refusal.NotFound;
            results.Add(new BulkResult(
                id, refusal == Refusal.None, refusal == Refusal.None ? null : RefusalProblem.CodeOf(refusal)));
        }

        return TypedResults.Ok(new BulkAnswer(results));
    }
}
