using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Api.Views;
using LiveChat.Storage.Conversations;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary><c>POST /v1/conversations/{id}/resume</c>: the agent goes on with what it put on hold.</summary>
internal static class Resume
{
    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/conversations/{id}/resume", Handle)
        .Requires(Permission.AgentWorkspace)
        .Produces<ConversationView>()
        .Refuses(404, 409)
        .Described("Conversations", "resumeConversation", "Go on with a conversation on hold",
            "It needs a free slot, like any other.");

    private static async Task<IResult> Handle(
        string id, HttpContext http, IConversationStore store, SlotDance dance, CancellationToken cancel)
    {
        var caller = http.Principal();
        if (await store.Known(id, caller.Tenant, cancel) is not { } head) return Problem.NotFound();
        return Acting.Answer(await dance.Resume(head, caller.Caller, caller.Agent!.Value, cancel), caller);
    }
}
