using System.Globalization;
using LiveChat.Api.Auth;
using LiveChat.Api.Lists;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Api.Views;
using LiveChat.Contracts.Directory;
using LiveChat.Storage.Conversations;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary><c>GET /v1/conversations/{id}/events</c>: the conversation's log, oldest first.</summary>
internal static class ListEvents
{
    private const string ListName = "events";

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/conversations/{id}/events", Handle)
        .RequiresAny([Permission.ViewConversations, Permission.AgentWorkspace], Scope.ConversationsRead)
        .Produces<PageOf<EventView>>()
        .Refuses(404)
        .Described("Conversations", "listEvents", "List what happened to a conversation", "Oldest first.")
        .TakesPage();

    private static async Task<IResult> Handle(
        string id, HttpContext http, IConversationStore store, IDirectory directory, CancellationToken cancel)
    {
        var findings = new Findings();
        var page = Page.Of(http.Request, findings);
        var from = page.AfterVersion(ListName, findings);
        if (findings.Problem is { } problem) return problem;
        if (await store.Visible(id, http.Principal(), cancel) is not { } head) return Problem.NotFound();
        var events = await store.Events(head.Tenant, head.Id, from, page.Limit, cancel);
        var sight = new ContactSight(head.Contact, http.Principal().ShowFullPhone);
        var items = new List<EventView>(events.Count);
        foreach (var (version, happened) in events)
        {
            var by = await AuthorView.Of(happened.By, head.Tenant, directory, cancel);
            items.Add(EventView.Of(head.Id.Thread, version, happened, by, sight));
        }

        var next = events.Count == page.Limit
            ? Cursor.Of(ListName, (events[^1].Version + 1).ToString(CultureInfo.InvariantCulture))
            : null;
        return TypedResults.Ok(new PageOf<EventView>(items, next));
    }
}
