using LiveChat.Api.Auth;
using LiveChat.Api.Validation;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Audit;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Audit;

/// <summary>Whose log is wanted, and which of its rows.</summary>
internal static class AuditQuery
{
    private const int TextLengthMax = 200;

    /// <summary>The filter that the query says; faults are noted.</summary>
    public static AuditFilter Read(IQueryCollection query, Findings findings)
    {
        var target = Text("target", query, findings)?.Split('/', 2);
        return new AuditFilter(
            findings.Time("from", query), findings.Time("to", query), Text("actor", query, findings),
            Text("action", query, findings), target?[0], target is [_, var id] ? id : null);
    }

    /// <summary>The tenant's own log, or, for the platform key, the platform's.</summary>
    public static Guid ChainOf(HttpContext http) =>
        http.Features.Get<PlatformCaller>() is null ? http.Principal().Tenant.Value : AuditRow.Platform;

    /// <summary>In the platform's log, narrows to the tenant with the slug; false when there is none.</summary>
    public static async Task<(bool Found, AuditFilter Filter)> OfTenant(
        IQueryCollection query, AuditFilter filter, IAdministrationDatabase database, CancellationToken cancel)
    {
        if (!query.TryGetValue("tenant", out var given)) return (true, filter);
        var slug = given.ToString();
        var tenant = await database.Read(
            (rows, token) => rows.PresentTenants.FirstOrDefaultAsync(row => row.Slug == slug, token), cancel);
        return tenant is null ? (false, filter) : (true, filter with { Tenant = tenant.Id.Value });
    }

    public static T TakesAuditQuery<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.TakesQuery(
        ("from", "At or after this time"), ("to", "Before this time"),
        ("actor", "A member's or key's id, or member, key, platform, system, anonymous"),
        ("action", "As queue.changed, or as queue for everything done to queues"),
        ("target", "As queue, or as queue/{id}"));

    private static string? Text(string name, IQueryCollection query, Findings findings)
    {
        if (!query.TryGetValue(name, out var text)) return null;
        findings.Require(text.ToString().Length is > 0 and <= TextLengthMax, name, "must not be empty, nor that long");
        return text.ToString();
    }
}
