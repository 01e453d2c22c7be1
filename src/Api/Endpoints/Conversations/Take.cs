using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Api.Views;
using LiveChat.Storage.Conversations;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary>
/// <c>POST /v1/conversations/{id}/take</c>: an agent takes what waits in a queue of its own; a supervisor takes over
/// whatever is open.
/// </summary>
internal static class Take
{
    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/conversations/{id}/take", Handle)
        .Requires(Permission.AgentWorkspace)
        .Produces<ConversationView>()
        .Refuses(404, 409)
        .Described("Conversations", "takeConversation", "Take a conversation",
            "The caller must be online, available and below its cap.");

    private static async Task<IResult> Handle(
        string id, HttpContext http, IConversationStore store, SlotDance dance, CancellationToken cancel)
    {
        var caller = http.Principal();
        if (await store.Known(id, caller.Tenant, cancel) is not { } head) return Problem.NotFound();
        return Acting.Answer(await dance.Take(head, caller.Caller, caller.Agent!.Value, cancel), caller);
    }
}
