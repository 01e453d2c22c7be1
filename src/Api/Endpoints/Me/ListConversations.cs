using LiveChat.Api.Auth;
using LiveChat.Api.Lists;
using LiveChat.Api.Views;
using LiveChat.Storage.Conversations;

namespace LiveChat.Api.Endpoints.Me;

/// <summary>
/// <c>GET /v1/me/conversations</c>: every conversation that fills a slot of the agent, longest assigned first.
/// </summary>
internal static class ListConversations
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/me/conversations", Handle)
        .Requires(Permission.AgentWorkspace)
        .Produces<PageOf<ConversationView>>()
        .Described("Agent", "listMyConversations", "List the conversations one has", "All of them, in one part.");

    private static async Task<IResult> Handle(HttpContext http, IConversationStore store, CancellationToken cancel)
    {
        var caller = http.Principal();
        var heads = await store.SlotsOf(caller.Tenant, caller.Agent!.Value, cancel);
        return TypedResults.Ok(new PageOf<ConversationView>(
            [.. heads.OrderBy(it => it.AssignedAt).ThenBy(it => it.Id)
                .Select(it => ConversationView.Of(it, caller.ShowFullPhone))],
            Next: null));
    }
}
