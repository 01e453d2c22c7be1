using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Views;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary>
/// <c>POST /v1/conversations/{id}/assign</c>: a supervisor gives a conversation to an agent, whoever has it now.
/// </summary>
internal static class Assign
{
    /// <param name="AgentId">Who is to have it.</param>
    /// <param name="OverCap">Whether the agent's cap may be exceeded; by how many it was is recorded.</param>
    public sealed record AssignRequest(AgentId AgentId, bool OverCap = false);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/conversations/{id}/assign", Handle)
        .Requires(Permission.Supervise, Scope.ConversationsWrite)
        .Produces<ConversationView>()
        .WithExample("""{"agentId":"0198c5b1c2f07d3f8a7f3f2f9a1b2c3d"}""")
        .Refuses(404, 409)
        .Described("Conversations", "assignConversation", "Assign a conversation to an agent",
            "The agent must be online, available, in the conversation's queue and, unless overCap, below its cap.");

    private static async Task<IResult> Handle(
        string id, Body<AssignRequest> body, HttpContext http, IConversationStore store, IDirectory directory,
        SlotDance dance, CancellationToken cancel)
    {
        var (caller, request) = (http.Principal(), body.Value);
        if (await store.Known(id, caller.Tenant, cancel) is not { } head) return Problem.NotFound();
        var agent = await directory.Agent(caller.Tenant, request.AgentId, cancel);
        if (agent is not { Deleted: false }) return Problem.UnknownReference("agentId");
        var reply = await dance.Assign(head, caller.Caller, request.AgentId, request.OverCap, cancel);
        return Acting.Answer(reply, caller);
    }
}
