using LiveChat.Api.Auth;
using LiveChat.Api.Lists;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Members;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Agents;

/// <summary><c>GET /v1/agents</c>: by username.</summary>
internal static class ListAll
{
    private const string ListName = "agents";
    private const int SearchLengthMax = 100;

    /// <summary>
    /// With a filter by presence, this many rows are looked through; then the page ends early, with a cursor.
    /// </summary>
    private const int RowsReadMax = 10 * Page.LimitMax;

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/agents", Handle)
        .RequiresAny([Permission.ManageTeam, Permission.Supervise], Scope.AdminRead)
        .Produces<PageOf<AgentView>>()
        .Described("Agents", "listAgents", "List agents", "By username. A page may be short and have a next one.")
        .TakesQuery(
            ("search", "Part of the display name, username or email, without case"),
            ("queue", "A queue's id, or none for agents without a queue"), ("presence", "online or offline"))
        .TakesPage();

    private static async Task<IResult> Handle(
        HttpContext http, IAdministrationDatabase database, AgentViews views, CancellationToken cancel)
    {
        var findings = new Findings();
        var page = Page.Of(http.Request, findings);
        var after = page.After(ListName, 1, findings)?[0] ?? "";
        var filter = Filter.Of(http.Request.Query, findings);
        if (findings.Problem is { } problem) return problem;

        var found = new List<AgentView>();
        for (var read = 0; read < RowsReadMax;)
        {
            var rows = await Read(database, http.Principal().Tenant, filter, after, page.Limit, cancel);
            foreach (var view in await views.Of(rows, cancel))
            {
                if (filter.Presence is not null && view.Presence != filter.Presence) continue;
                if (found.Count == page.Limit) return Answer(found, MemberRow.KeyOf(found[^1].Username));
                found.Add(view);
            }

            if (rows.Count < page.Limit) return Answer(found, next: null);
            after = rows[^1].UsernameKey!;
            read += rows.Count;
            if (filter.Presence is null) return Answer(found, after);
        }

        return Answer(found, after);
    }

    private static IResult Answer(IReadOnlyList<AgentView> found, string? next) => TypedResults.Ok(
        new PageOf<AgentView>(found, next is null ? null : Cursor.Of(ListName, next)));

    private static ValueTask<List<MemberRow>> Read(
        IAdministrationDatabase database, TenantId tenant, Filter filter, string after, int limit,
        CancellationToken cancel) => database.Read(
        (rows, token) =>
        {
            var agents = rows.AgentsOf(tenant).Where(row => row.UsernameKey!.CompareTo(after) > 0);
            if (filter.Search is { } search) agents = agents.Where(row => row.SearchKey.Contains(search));
            if (filter.NoQueue)
            {
                agents = agents.Where(
                    row => !rows.Memberships.Any(it => it.Tenant == row.Tenant && it.Agent == row.Id));
            }

            if (filter.Queue is { } queue)
            {
                agents = agents.Where(row => rows.Memberships.Any(
                    it => it.Tenant == row.Tenant && it.Queue == queue && it.Agent == row.Id));
            }

            if (filter.Presence == "online")
            {
                agents = agents.Where(
                    row => rows.Presences.Any(it => it.Tenant == row.Tenant && it.Agent == row.Id && it.Online));
            }

            return agents.OrderBy(row => row.UsernameKey).Take(limit).ToListAsync(token);
        },
        cancel);

    private sealed record Filter(string? Search, QueueId? Queue, bool NoQueue, string? Presence)
    {
        public static Filter Of(IQueryCollection query, Findings findings)
        {
            var search = query["search"].ToString();
            findings.Require(
                search.Length <= SearchLengthMax, "search", $"must have at most {SearchLengthMax} characters");
            var queue = query["queue"].ToString();
            var noQueue = queue == "none";
            var presence = query["presence"].ToString();
            findings.Require(presence is "" or "online" or "offline", "presence", "must be online or offline");
            return new Filter(
                search.Length == 0 ? null : MemberRow.KeyOf(search),
                queue.Length == 0 || noQueue ? null : findings.Id<QueueId>("queue", queue),
                noQueue,
                presence.Length == 0 ? null : presence);
        }
    }
}
