using LiveChat.Api.Auth;
using LiveChat.Api.Views;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary><c>POST /v1/conversations/{id}/accept</c>: the agent takes what it is offered.</summary>
internal static class Accept
{
    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/conversations/{id}/accept", Handle)
        .Requires(Permission.AgentWorkspace)
        .Produces<ConversationView>()
        .Refuses(404, 409)
        .Described("Conversations", "acceptOffer", "Accept an offered conversation",
            "Until the offer expires; then 409 offer-expired.");

    private static Task<IResult> Handle(string id, HttpContext http, IActors actors, CancellationToken cancel) =>
        actors.Act(
            http, id, static (conversation, caller) => new AcceptOffer(conversation, caller), cancel);
}
