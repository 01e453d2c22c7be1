using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Api.Views;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary>What the calls without a body that act on a conversation share.</summary>
internal static class Acting
{
    /// <summary>Asks the conversation to act; it judges who asks.</summary>
    public static async Task<IResult> Act(
        this IActors actors, HttpContext http, string id, Func<ConversationId, Caller, ConversationAction> action,
        CancellationToken cancel)
    {
        var caller = http.Principal();
        if (!ConversationId.TryParse(id, out var conversation)) return Problem.NotFound();
        var thread = ActorId.Of(caller.Tenant, conversation.Thread);
        return Answer(await actors.Ask(thread, action(conversation, caller.Caller), cancel), caller);
    }

    /// <summary>The conversation as it is now, or why nothing was done.</summary>
    public static IResult Answer(ActionReply reply, Principal caller) => reply.Rejection == Rejection.None
        ? TypedResults.Ok(ConversationView.Of(reply.Head!, caller.ShowFullPhone))
        : Problem.Of(reply.Rejection);
}
