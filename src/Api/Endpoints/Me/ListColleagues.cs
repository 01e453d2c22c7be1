using LiveChat.Api.Auth;
using LiveChat.Api.Endpoints.Agents;
using LiveChat.Api.Lists;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Members;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Me;

/// <summary>
/// <c>GET /v1/me/colleagues</c>: the other agents of the tenant and who of them is online, for whoever transfers to one
/// of them. By username.
/// </summary>
internal static class ListColleagues
{
    private const string ListName = "colleagues";

    /// <param name="Presence"><c>online</c> or <c>offline</c>.</param>
    public sealed record ColleagueView(
        AgentId Id, string DisplayName, string Presence, string Status, IReadOnlyList<string> Languages,
        IReadOnlyList<QueueId> Queues);

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/me/colleagues", Handle)
        .Requires(Permission.AgentWorkspace)
        .WhereWorkspaceAllows(WorkspaceAction.SeeWhoIsOnline)
        .Produces<PageOf<ColleagueView>>()
        .Described("Agent", "listColleagues", "List the other agents and who is online",
            "By username. A page may be short and have a next one.")
        .TakesQuery(("queue", "A queue's id"), ("presence", "online or offline"))
        .TakesPage();

    private static async Task<IResult> Handle(
        HttpContext http, IAdministrationDatabase database, AgentViews views, CancellationToken cancel)
    {
        var caller = http.Principal();
        var findings = new Findings();
        var page = Page.Of(http.Request, findings);
        var after = page.After(ListName, 1, findings)?[0] ?? "";
        var query = http.Request.Query;
        QueueId? queue = query.TryGetValue("queue", out var id) ? findings.Id<QueueId>("queue", id.ToString()) : null;
        var presence = query["presence"].ToString();
        findings.Require(presence is "" or "online" or "offline", "presence", "must be online or offline");
        if (findings.Problem is { } problem) return problem;

        var rows = await database.Read(
            (it, token) => Colleagues(it, caller, queue, onlineOnly: presence == "online")
                .Where(row => row.UsernameKey!.CompareTo(after) > 0)
                .OrderBy(row => row.UsernameKey).Take(page.Limit + 1).ToListAsync(token),
            cancel);
        var next = rows.Count > page.Limit ? Cursor.Of(ListName, rows[page.Limit - 1].UsernameKey!) : null;
        rows = [.. rows.Take(page.Limit)];
        var found = rows.Zip(await views.Standings(rows, cancel))
            .Where(it => presence.Length == 0 || it.Second.Presence == presence).ToList();
        var queues = await views.QueuesOf(caller.Tenant, found.Select(it => it.First.Id), cancel);
        return TypedResults.Ok(new PageOf<ColleagueView>(
            [.. found.Select(it => Shown(it.First, it.Second, queues[it.First.Id]))], next));
    }

    /// <summary>Who is online by its row; whether that is still so its actor knows.</summary>
    private static IQueryable<MemberRow> Colleagues(
        AdministrationContext rows, Principal caller, QueueId? queue, bool onlineOnly)
    {
        var others = rows.AgentsOf(caller.Tenant).Where(row => row.Enabled && row.Id != caller.Member);
        if (queue is not null)
        {
            others = others.Where(row => rows.Memberships.Any(
                it => it.Tenant == row.Tenant && it.Queue == queue && it.Agent == row.Id));
        }

        return onlineOnly
            ? others.Where(row => rows.Presences.Any(
                it => it.Tenant == row.Tenant && it.Agent == row.Id && it.Online))
            : others;
    }

    private static ColleagueView Shown(MemberRow agent, AgentStanding standing, IEnumerable<QueueId> queues) => new(
        agent.Agent, agent.DisplayName, standing.Presence, standing.Status, agent.Languages, [.. queues.Order()]);
}
