using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Api.Views;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary><c>POST /v1/conversations/{id}/close</c>: the agent who has it, or a supervisor, ends it.</summary>
internal static class Close
{
    /// <param name="Reason">Not available yet: leave it out.</param>
    /// <param name="Labels">Not available yet: leave it out.</param>
    public sealed record CloseRequest(string? Reason = null, IReadOnlyList<string>? Labels = null) : IMayBeEmpty;

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/conversations/{id}/close", Handle)
        .RequiresAny([Permission.AgentWorkspace, Permission.Supervise], Scope.ConversationsWrite)
        .Produces<ConversationView>()
        .WithExample("{}")
        .Refuses(404, 409)
        .Described("Conversations", "closeConversation", "Close a conversation");

    private static async Task<IResult> Handle(
        string id, Body<CloseRequest> body, HttpContext http, IActors actors, CancellationToken cancel)
    {
        var caller = http.Principal();
        if (!ConversationId.TryParse(id, out var conversation)) return Problem.NotFound();
        var findings = new Findings();
        findings.NotAvailableUnless(body.Value.Reason is null, "reason");
        findings.NotAvailableUnless(body.Value.Labels is null or { Count: 0 }, "labels");
        if (findings.Problem is { } problem) return problem;
        var reply = await actors.Ask(
            ActorId.Of(caller.Tenant, conversation.Thread),
            new CloseConversation(conversation, caller.Caller), cancel);
        return reply.Rejection == Rejection.None
            ? TypedResults.Ok(ConversationView.Of(reply.Head!, caller.ShowFullPhone))
            : Problem.Of(reply.Rejection);
    }
}
