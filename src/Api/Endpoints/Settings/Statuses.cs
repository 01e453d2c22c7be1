using System.Collections.Immutable;
using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Core.Agents;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Tenants;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary><c>GET|PUT /v1/settings/statuses</c>: what the tenant's agents can say of themselves.</summary>
internal static class Statuses
{
    private const string Path = "/settings/statuses";
    private const string Field = "items";
    private const int OwnMax = 50;
    private const int KeyLengthMax = 40;
    private const int NameLengthMax = 60;

    /// <summary>
    /// The tenant's own statuses; a built-in one may be among them with another name, or another
    /// <c>takesNew</c> (but <c>available</c>).
    /// </summary>
    public sealed record StatusesRequest(IReadOnlyList<StatusFields> Items);

    /// <param name="Key">1–40 letters, digits and hyphens, beginning with a letter.</param>
    /// <param name="Name">At most 60 characters.</param>
    /// <param name="TakesNew">Whether an agent in this status gets new conversations.</param>
    public sealed record StatusFields(string Key, string Name, bool TakesNew = false);

    public sealed record StatusesView(IReadOnlyList<AgentStatus> Items);

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet(Path, Get)
            .RequiresAny([Permission.AgentWorkspace, Permission.ManageTeam, Permission.Supervise], Scope.AdminRead)
            .Produces<StatusesView>()
            .Described("Settings", "getStatuses", "Get the agents' statuses", "The built-in ones first.");
        v1.MapPut(Path, Put)
            .Requires(Permission.ManageTeam, Scope.AdminWrite)
            .Produces<StatusesView>()
            .Refuses(412)
            .WithExample("""{"items":[{"key":"lunch","name":"At lunch","takesNew":false}]}""")
            .Described("Settings", "putStatuses", "Replace the tenant's own statuses", "Acts at once.")
            .TakesHeader(
                "If-Match", "The ETag of the statuses that you saw; without it whatever is there is replaced.");
    }

    private static async Task<IResult> Get(
        HttpContext http, IAdministrationDatabase database, CancellationToken cancel)
    {
        var id = http.Principal().Tenant;
        var tenant = await database.Read(
            (rows, token) => rows.Tenants.SingleAsync(row => row.Id == id, token), cancel);
        return Answer(http, tenant);
    }

    private static async Task<IResult> Put(
        Body<StatusesRequest> body, HttpContext http, AdministrationCommands commands)
    {
        var id = http.Principal().Tenant;
        var findings = new Findings();
        var statuses = Check(findings, body.Value.Items);
        if (findings.Problem is { } problem) return problem;
        if (!SettingsVersion.TryReadIfMatch(http.Request, out var seen)) return SettingsVersion.Malformed;
        var outcome = await commands.Run(change => StatusCommands.Set(change, id, seen, statuses));
        return outcome.Value is { } tenant ? Answer(http, tenant) : RefusalProblem.Of(outcome.Refusal);
    }

    private static ImmutableArray<AgentStatus> Check(Findings findings, IReadOnlyList<StatusFields> items)
    {
        findings.Require(
            items.Count(it => !AgentStatus.IsBuiltIn(it.Key)) <= OwnMax, Field,
            $"must have at most {OwnMax} of your own");
        findings.Require(items.DistinctBy(it => it.Key).Count() == items.Count, Field, "must name each key once");
        var statuses = ImmutableArray.CreateBuilder<AgentStatus>();
        for (var i = 0; i < Math.Min(items.Count, OwnMax + AgentStatus.BuiltIn.Length); i++)
        {
            var (key, name, takesNew) = items[i];
            findings.Require(IsKey(key), $"{Field}[{i}].key", $"must be 1–{KeyLengthMax} letters, digits and hyphens");
            findings.Require(
                takesNew || key != BuiltInStatus.Available, $"{Field}[{i}].takesNew", "must be true of available");
            statuses.Add(new AgentStatus(key, findings.Name($"{Field}[{i}].name", name, NameLengthMax), takesNew));
        }

        return statuses.ToImmutable();
    }

    private static bool IsKey(string key) =>
        key.Length is >= 1 and <= KeyLengthMax
        && char.IsAsciiLetter(key[0])
        && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private static IResult Answer(HttpContext http, TenantRow tenant) =>
        SettingsVersion.Answer(http, new StatusesView(AgentStatus.Of(tenant.Statuses)), tenant.StatusesVersion);
}
