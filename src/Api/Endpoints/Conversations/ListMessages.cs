using System.Globalization;
using LiveChat.Api.Auth;
using LiveChat.Api.Lists;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Api.Views;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Directory;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Outbox;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary><c>GET /v1/conversations/{id}/messages</c>: oldest first, notes and phrases included.</summary>
internal static class ListMessages
{
    private const string ListName = "messages";

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/conversations/{id}/messages", Handle)
        .RequiresAny([Permission.ViewConversations, Permission.AgentWorkspace], Scope.ConversationsRead)
        .Produces<PageOf<MessageView>>()
        .Refuses(404)
        .Described("Conversations", "listMessages", "List the messages of a conversation", "Oldest first.")
        .TakesPage();

    private static async Task<IResult> Handle(
        string id, HttpContext http, IConversationStore store, IOutboxStore outbox, IDirectory directory,
        CancellationToken cancel)
    {
        var findings = new Findings();
        var page = Page.Of(http.Request, findings);
        var from = page.AfterVersion(ListName, findings);
        if (findings.Problem is { } problem) return problem;
        if (await store.Visible(id, http.Principal(), cancel) is not { } head) return Problem.NotFound();
        var (messages, next) = await Read(store, head, from, page.Limit, cancel);
        var delivery = await Standing(outbox, head, messages, cancel);
        var sight = new ContactSight(head.Contact, http.Principal().ShowFullPhone);
        var items = new List<MessageView>(messages.Count);
        foreach (var (version, happened) in messages)
        {
            var author = await AuthorView.Of(happened.By, head.Tenant, directory, cancel);
            items.Add(MessageView.Of(
                head.Id.Thread, version, happened, author, delivery.GetValueOrDefault(version), sight));
        }

        return TypedResults.Ok(new PageOf<MessageView>(
            items, next is { } after ? Cursor.Of(ListName, after.ToString(CultureInfo.InvariantCulture)) : null));
    }

    /// <summary>The next messages of the log; the version to go on from, null at its end.</summary>
    private static async ValueTask<(List<StoredEvent> Messages, long? Next)> Read(
        IConversationStore store, ConversationHead head, long from, int limit, CancellationToken cancel)
    {
        var messages = new List<StoredEvent>(limit);
        while (true)
        {
            var events = await store.Events(head.Tenant, head.Id, from, limit, cancel);
            foreach (var stored in events)
            {
                if (messages.Count == limit) return (messages, stored.Version);
                if (MessageView.IsMessage(stored.Event)) messages.Add(stored);
            }

            if (events.Count < limit) return (messages, null);
            from = events[^1].Version + 1;
        }
    }

    private static async ValueTask<Dictionary<long, DeliveryView>> Standing(
        IOutboxStore outbox, ConversationHead head, List<StoredEvent> messages, CancellationToken cancel)
    {
        if (!messages.Exists(it => MessageView.IsMt(it.Event))) return [];
        var standing = await outbox.Standing(
            head.Tenant, head.Id, messages[0].Version, messages[^1].Version, cancel);
        return standing.ToDictionary(it => it.Version, DeliveryView.Of);
    }
}
