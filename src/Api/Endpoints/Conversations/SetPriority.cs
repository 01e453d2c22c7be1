using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Api.Views;
using LiveChat.Contracts.Actors;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary><c>POST /v1/conversations/{id}/priority</c>: only while it waits; the time of first entry stays.</summary>
internal static class SetPriority
{
    private const int PriorityMax = 9;

    /// <param name="Priority">0–9, higher first.</param>
    public sealed record SetPriorityRequest(int Priority);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/conversations/{id}/priority", Handle)
        .Requires(Permission.Supervise, Scope.ConversationsWrite)
        .Produces<ConversationView>()
        .WithExample("""{"priority":5}""")
        .Refuses(404, 409)
        .Described("Conversations", "setPriority", "Change the priority of a waiting conversation");

    private static async Task<IResult> Handle(
        string id, Body<SetPriorityRequest> body, HttpContext http, IActors actors, CancellationToken cancel)
    {
        var caller = http.Principal();
        if (!ConversationId.TryParse(id, out var conversation)) return Problem.NotFound();
        var findings = new Findings();
        var priority = findings.Within("priority", body.Value.Priority, 0, PriorityMax);
        if (findings.Problem is { } problem) return problem;
        var reply = await actors.Ask(
            ActorId.Of(caller.Tenant, conversation.Thread),
            new Contracts.Conversations.SetPriority(conversation, caller.Caller, priority), cancel);
        return Acting.Answer(reply, caller);
    }
}
