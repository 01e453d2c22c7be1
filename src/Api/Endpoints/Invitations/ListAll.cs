using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Lists;
using LiveChat.Api.Validation;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Invitations;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Invitations;

/// <summary><c>GET /v1/invitations</c>: newest first, with the seats.</summary>
internal static class ListAll
{
    private const string ListName = "invitations";

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/invitations", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminRead)
        .Produces<InvitationsView>()
        .Described("Invitations", "listInvitations", "List invitations and count seats", "Newest first.")
        .TakesQuery(("state", "Only those: pending, active, expired or revoked"))
        .TakesPage();

    private static async Task<IResult> Handle(
        HttpContext http, IAdministrationDatabase database, TimeProvider time, CancellationToken cancel)
    {
        var tenant = http.Principal().Tenant;
        var findings = new Findings();
        var page = Page.Of(http.Request, findings);
        var before = page.IdOr(Guid.AllBitsSet, ListName, findings);
        var state = State(http.Request.Query["state"].ToString(), findings);
        if (findings.Problem is { } problem) return problem;

        var now = time.GetUtcNow();
        return await database.Read<IResult>(
            async (rows, token) =>
            {
                var owner = await rows.Tenants.SingleAsync(row => row.Id == tenant, token);
                var seats = await SeatStanding.Of(rows, owner, now, token);
                var found = await InvitationQueries.In(rows, tenant, state, now)
                    .Where(row => row.Id.CompareTo(before) < 0)
                    .OrderByDescending(row => row.Id).Take(page.Limit + 1).ToListAsync(token);
                var ids = found.Select(row => row.Mail).OfType<Guid>().ToArray();
                var mails = await rows.Mails.Where(row => row.Tenant == tenant && ids.Contains(row.Id))
                    .ToDictionaryAsync(row => row.Id, row => row.State, token);
                var items = found.ToPage(
                    page,
                    row => InvitationView.Of(
                        row, now, row.Mail is { } id && mails.TryGetValue(id, out var mail) ? mail : null),
                    row => Cursor.Of(ListName, row.Id.ToString("N")));
                return TypedResults.Ok(InvitationsView.Of(items.Items, items.Next, seats));
            },
            cancel);
    }

    private static InvitationState? State(string text, Findings findings)
    {
        if (text.Length == 0) return null;
        if (Names.TryParse<InvitationState>(text, out var state)) return state;
        findings.Add("state", "must be pending, active, expired or revoked");
        return null;
    }
}
