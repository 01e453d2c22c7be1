using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Core.Hours;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Queues;
using LiveChat.Storage.Administration.Settings;
using LiveChat.Storage.Administration.Tenants;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary>
/// <c>GET|PUT|DELETE /v1/settings/hours</c>: in force for every queue that has no hours of its own; without any, those
/// are always open.
/// </summary>
internal static class HoursOfTenant
{
    private const string Path = "/settings/hours";

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet(Path, Get)
            .RequiresAny([Permission.ManageTeam, Permission.Supervise], Scope.AdminRead)
            .Produces<HoursFields>()
            .Described("Hours", "getHours", "Get the tenant's opening hours", "Always open has null for its week.");
        v1.MapPut(Path, Put)
            .AsEditOfHours()
            .Produces<HoursFields>()
            .WithExample(Example)
            .Described("Hours", "putHours", "Replace the tenant's opening hours", "Acts at once.");
        v1.MapDelete(Path, Delete)
            .AsEditOfHours()
            .Produces(StatusCodes.Status204NoContent)
            .Described("Hours", "deleteHours", "Remove the tenant's opening hours", "Always open, from now on.");
    }

    internal const string Example =
        """
        {"timeZone":"Europe/Madrid","weekly":{"monday":[{"from":"09:00","to":"14:00"},{"from":"22:00","to":"06:00"}]},
         "exceptions":[{"date":"2026-12-25","spans":[]}]}
        """;

    internal static RouteHandlerBuilder AsEditOfHours(this RouteHandlerBuilder endpoint) => endpoint
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Refuses(404, 412)
        .TakesHeader("If-Match", "The ETag of the hours that you saw; without it whatever is there is replaced.");

    private static async Task<IResult> Get(
        HttpContext http, IAdministrationDatabase database, CancellationToken cancel)
    {
        var id = http.Principal().Tenant;
        var (hours, version) = await database.Read(
            async (rows, token) =>
            {
                var tenant = await rows.Tenants.SingleAsync(row => row.Id == id, token);
                return (await InForce(rows, tenant, token), tenant.HoursVersion);
            },
            cancel);
        return SettingsVersion.Answer(http, HoursFields.Of(hours), version);
    }

    /// <summary>The tenant's hours; where it has none, always open on the clock of its own zone.</summary>
    internal static async Task<HoursDefinition> InForce(
        AdministrationContext rows, TenantRow tenant, CancellationToken cancel)
    {
        if (tenant.Hours is { } own) return own;
        var localisation = await SettingCommands.Read(rows, tenant.Id, SettingKind.Localisation, cancel);
        return new HoursDefinition(localisation.Value.TimeZone ?? tenant.TimeZone, null, []);
    }

    private static async Task<IResult> Put(
        Body<HoursFields> body, HttpContext http, AdministrationCommands commands)
    {
        var findings = new Findings();
        var hours = findings.Hours(body.Value);
        if (findings.Problem is { } problem) return problem;
        var outcome = await Set(http, commands, hours);
        return outcome.Answer ?? SettingsVersion.Answer(http, HoursFields.Of(hours), outcome.Tenant!.HoursVersion);
    }

    private static async Task<IResult> Delete(HttpContext http, AdministrationCommands commands) =>
        (await Set(http, commands, null)).Answer ?? TypedResults.NoContent();

    private static async Task<(IResult? Answer, TenantRow? Tenant)> Set(
        HttpContext http, AdministrationCommands commands, HoursDefinition? hours)
    {
        var id = http.Principal().Tenant;
        if (!SettingsVersion.TryReadIfMatch(http.Request, out var seen)) return (SettingsVersion.Malformed, null);
        var outcome = await commands.Run(change => HoursCommands.SetOfTenant(change, id, seen, hours));
        return outcome.Value is { } tenant ? (null, tenant) : (RefusalProblem.Of(outcome.Refusal), null);
    }
}
