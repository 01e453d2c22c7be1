using System.Text.Json.Nodes;
using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Audit;

namespace LiveChat.Api.Endpoints.Audit;

/// <summary>
/// <c>GET /v1/audit/export</c>, <c>GET /v1/platform/audit/export</c>: all rows that match as CSV (RFC 4180), newest
/// first. That somebody took them is in the log, and in the export.
/// </summary>
internal static class Export
{
    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/audit/export", Handle)
            .Requires(Permission.ManageTeam, Scope.AdminRead)
            .Produces<string>(contentType: AuditCsv.ContentType)
            .Described("Audit", "exportAudit", "Export the audit log as CSV", "The export is audited itself.")
            .TakesAuditQuery();
        v1.MapGet("/platform/audit/export", Handle)
            .RequiresPlatformKey()
            .Produces<string>(contentType: AuditCsv.ContentType)
            .Refuses(404)
            .Described("Audit", "exportPlatformAudit", "Export the platform's audit log as CSV")
            .TakesAuditQuery()
            .TakesQuery(("tenant", "A tenant's slug"));
    }

    private static async Task<IResult> Handle(
        HttpContext http, IAdministrationDatabase database, AdministrationCommands commands, CancellationToken cancel)
    {
        var findings = new Findings();
        var filter = AuditQuery.Read(http.Request.Query, findings);
        if (findings.Problem is { } problem) return problem;
        var chain = AuditQuery.ChainOf(http);
        TenantId? tenant = chain == AuditRow.Platform ? null : new TenantId(chain);
        if (tenant is null)
        {
            (var found, filter) = await AuditQuery.OfTenant(http.Request.Query, filter, database, cancel);
            if (!found) return Problem.NotFound();
        }

        await commands.Run(change =>
        {
            change.Note(new AuditNote(tenant, "audit.exported", "audit", null, Asked(http.Request.Query)));
            return Task.FromResult<Outcome<bool>>(true);
        });
        return new AuditCsv(database, chain, filter);
    }

    private static JsonObject Asked(IQueryCollection query) =>
        new(query.Where(it => it.Key is "from" or "to" or "actor" or "action" or "target" or "tenant")
            .Select(it => KeyValuePair.Create<string, JsonNode?>(it.Key, it.Value.ToString())));
}
