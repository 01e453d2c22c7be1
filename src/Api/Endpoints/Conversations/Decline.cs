using LiveChat.Api.Auth;
using LiveChat.Api.Views;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary><c>POST /v1/conversations/{id}/decline</c>: the agent leaves what it is offered to others.</summary>
internal static class Decline
{
    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/conversations/{id}/decline", Handle)
        .Requires(Permission.AgentWorkspace)
        .Produces<ConversationView>()
        .Refuses(404, 409)
        .Described("Conversations", "declineOffer", "Decline an offered conversation",
            "It returns to its place in the queue, and another agent is found.");

    private static Task<IResult> Handle(string id, HttpContext http, IActors actors, CancellationToken cancel) =>
        actors.Act(
            http, id, static (conversation, caller) => new DeclineOffer(conversation, caller), cancel);
}
