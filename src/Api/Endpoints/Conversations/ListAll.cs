using System.Globalization;
using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Lists;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Api.Views;
using LiveChat.Core.Addresses;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary><c>GET /v1/conversations</c>: newest first; an agent gets those it has or had at the close.</summary>
internal static class ListAll
{
    private const string ListName = "conversations";

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/conversations", Handle)
        .RequiresAny([Permission.ViewConversations, Permission.AgentWorkspace], Scope.ConversationsRead)
        .Produces<PageOf<ConversationView>>()
        .Described("Conversations", "listConversations", "List conversations",
            "Newest first by openedAt. position and estimatedWaitSeconds are told only for one conversation.")
        .TakesQuery(
            ("state", "bot, waiting, offered, assigned, held, wrapUp, parked or closed"), ("queue", "A queue's id"),
            ("agent", "An agent's id"), ("contact", "A contact's address; not for who sees numbers masked"),
            ("from", "Opened at or after this time"), ("to", "Opened before this time"))
        .TakesPage();

    private static async Task<IResult> Handle(HttpContext http, IConversationStore store, CancellationToken cancel)
    {
        var caller = http.Principal();
        var findings = new Findings();
        var page = Page.Of(http.Request, findings);
        var after = After(page, findings);
        var filter = Filter(http.Request.Query, findings);
        if (findings.Problem is { } problem) return problem;

        // Who may not see numbers must not find them by trying.
        if (filter.Contact is not null && !caller.ShowFullPhone) return Problem.Forbidden("showFullPhone");
        if (!caller.SeesAll())
        {
            if (filter.Agent is { } other && other != caller.Agent) return Answer([], page, caller);
            filter = filter with { Agent = caller.Agent };
        }

        return Answer(await store.List(caller.Tenant, filter, after, page.Limit, cancel), page, caller);
    }

    private static IResult Answer(
        IReadOnlyList<Contracts.Conversations.ConversationHead> heads, Page page, Principal caller)
    {
        var next = heads.Count == page.Limit
            ? Cursor.Of(
                ListName, heads[^1].OpenedAt.Ticks.ToString(CultureInfo.InvariantCulture), heads[^1].Id.ToString())
            : null;
        return TypedResults.Ok(new PageOf<ConversationView>(
            [.. heads.Select(it => ConversationView.Of(it, caller.ShowFullPhone))], next));
    }

    private static ListCursor? After(Page page, Findings findings)
    {
        if (page.After(ListName, 2, findings) is not { } parts) return null;
        if (long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.Ticks
            && ConversationId.TryParse(parts[1], out var id))
        {
            return new ListCursor(new DateTimeOffset(ticks, TimeSpan.Zero), id);
        }

        findings.Add("cursor", "is not a cursor of this list");
        return null;
    }

    private static ConversationFilter Filter(IQueryCollection query, Findings findings)
    {
        var filter = new ConversationFilter();
        if (query.TryGetValue("state", out var state))
        {
            filter = filter with { State = State(state.ToString(), findings) };
        }

        if (query.TryGetValue("queue", out var queue))
        {
            filter = filter with { Queue = findings.Id<QueueId>("queue", queue.ToString()) };
        }

        if (query.TryGetValue("agent", out var agent))
        {
            filter = filter with { Agent = findings.Id<AgentId>("agent", agent.ToString()) };
        }

        if (query.TryGetValue("contact", out var contact))
        {
            // A plus sign that was not escaped arrives as a space, hence digits alone are taken too.
            var isAddress = ContactAddress.TryNormalise(Channel.WhatsApp, contact.ToString(), true, out var address);
            findings.Require(isAddress, "contact", "must be an address, as +34600111222");
            filter = filter with { Contact = address };
        }

        return filter with { From = findings.Time("from", query), To = findings.Time("to", query) };
    }

    private static ConversationState? State(string text, Findings findings)
    {
        if (Names.TryParse<ConversationState>(text, out var state) && state != ConversationState.None) return state;
        findings.Add("state", "must be bot, waiting, offered, assigned, held, wrapUp, parked or closed");
        return null;
    }
}
