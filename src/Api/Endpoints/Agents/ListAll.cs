using System.Globalization;
using LiveChat.Api.Auth;
using LiveChat.Api.Lists;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Members;

namespace LiveChat.Api.Endpoints.Agents;

/// <summary><c>GET /v1/agents</c>: the directory.</summary>
internal static class ListAll
{
    private const string ListName = "agents";

    /// <summary>
    /// Where presence matters, this many rows are looked through; then the page ends early, with a cursor.
    /// </summary>
    private const int RowsReadMax = 10 * Page.LimitMax;

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/agents", Handle)
        .RequiresAny([Permission.ManageTeam, Permission.Supervise], Scope.AdminRead)
        .Produces<PageOf<AgentView>>()
        .Described("Agents", "listAgents", "List agents",
            "A page may be short and have a next one. A cursor goes with the query that gave it.")
        .TakesQuery(
            ("search", "Part of the display name, username or email, without case and accents"),
            ("queue", "A queue's id, or none for agents without a queue"), ("presence", "online or offline"),
            ("enabled", "true or false"),
            ("sort", "username (default), displayName, presence or createdAt; with - before it descending"))
        .TakesPage();

    private static async Task<IResult> Handle(
        HttpContext http, IAdministrationDatabase database, AgentViews views, CancellationToken cancel)
    {
        var findings = new Findings();
        var page = Page.Of(http.Request, findings);
        var query = ListQuery.Of(http.Request.Query, findings);
        var (part, after) = Start(page, query, findings);
        if (findings.Problem is { } problem) return problem;

        var found = new List<(MemberRow Row, AgentStanding Standing)>();
        string? next = null;
        var read = 0;
        for (; part < query.Presences.Count; part++, after = null)
        {
            var presence = query.Presences[part];
            while (true)
            {
                var rows = await Read(
                    database, http.Principal().Tenant, query, presence, after, page.Limit + 1, cancel);
                var standings = await views.Standings(rows, cancel);
                for (var i = 0; i < rows.Count; i++)
                {
                    if (presence is not null && standings[i].Presence != presence) continue;
                    if (found.Count == page.Limit) return await Answer(next);
                    found.Add((rows[i], standings[i]));
                    next = CursorOf(part, AgentDirectory.KeyOf(query.Order, rows[i]));
                }

                if (rows.Count <= page.Limit) break;
                after = AgentDirectory.KeyOf(query.Order, rows[^1]);
                read += rows.Count;
                if (read >= RowsReadMax) return await Answer(CursorOf(part, after));
            }
        }

        return await Answer(null);

        async ValueTask<IResult> Answer(string? cursor) =>
            TypedResults.Ok(new PageOf<AgentView>(await views.Of(found, cancel), cursor));
    }

    private static string CursorOf(int part, string key) =>
        Cursor.Of(ListName, part.ToString(CultureInfo.InvariantCulture), key);

    /// <summary>The part of the list that the cursor stands in, and the key it stands behind.</summary>
    private static (int Part, string? After) Start(Page page, ListQuery query, Findings findings)
    {
        if (page.After(ListName, 2, findings) is not [var part, var after]) return (0, null);
        if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number < query.Presences.Count
            && (query.Order != AgentOrder.CreatedAt || GuidId.TryParse<MemberId>(after, out _)))
        {
            return (number, after);
        }

        findings.Add("cursor", "is not a cursor of this list");
        return (0, null);
    }

    private static ValueTask<List<MemberRow>> Read(
        IAdministrationDatabase database, TenantId tenant, ListQuery query, string? presence, string? after, int limit,
        CancellationToken cancel) => database.Read(
        (rows, token) => AgentDirectory.Page(
            rows, tenant, query.Filter with { OnlineByRow = presence == ListQuery.Online }, query.Order,
            query.Descending, after, limit, token),
        cancel);
}
