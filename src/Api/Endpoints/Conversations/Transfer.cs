using System.Text.Json.Serialization;
using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Api.Views;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary>
/// <c>POST /v1/conversations/{id}/transfer</c>: to an agent or to a queue. A refusal says why and leaves nothing.
/// </summary>
internal static class Transfer
{
    /// <param name="ToAgent">The agent to have it; either this or <c>toQueue</c>.</param>
    /// <param name="ToQueue">The queue to wait in; either this or <c>toAgent</c>.</param>
    /// <param name="Note">For the next agent; the contact never sees it.</param>
    public sealed record TransferRequest(
        string? ToAgent = null, string? ToQueue = null,
        [property: JsonConverter(typeof(TextConverter))] string? Note = null);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/conversations/{id}/transfer", Handle)
        .RequiresAny([Permission.AgentWorkspace, Permission.Supervise], Scope.ConversationsWrite)
        .Produces<ConversationView>()
        .WithExample("""{"toQueue":"0198c5b1c2f07d3f8a7f3f2f9a1b2c3d","note":"It is about a bill."}""")
        .Refuses(404, 409)
        .Described("Conversations", "transferConversation", "Transfer a conversation",
            "The next agent must be online, available, in the conversation's queue and below its cap; a queue must "
            + "have somebody online and a place.");

    private static async Task<IResult> Handle(
        string id, Body<TransferRequest> body, HttpContext http, IConversationStore store, IDirectory directory,
        TransferDance dance, CancellationToken cancel)
    {
        var caller = http.Principal();
        var request = body.Value;
        var findings = new Findings();
        var hasOne = request.ToAgent is null != request.ToQueue is null;
        findings.Require(hasOne, request.ToAgent is null ? "toAgent" : "toQueue", "give either toAgent or toQueue");
        var note = request.Note is null ? null : findings.Text("note", request.Note, AddNote.TextLengthMax);
        if (findings.Problem is { } problem) return problem;
        if (await store.Known(id, caller.Tenant, cancel) is not { } head) return Problem.NotFound();
        var reply = request.ToAgent is not null
            ? await ToAgent(request.ToAgent, head, note, caller, directory, dance, cancel)
            : await ToQueue(request.ToQueue!, head, note, caller, directory, dance, cancel);
        if (reply is null) return Problem.UnknownReference(request.ToAgent is not null ? "toAgent" : "toQueue");
        return Acting.Answer(reply, caller);
    }

    /// <summary>Null when the tenant has no such agent.</summary>
    private static async ValueTask<ActionReply?> ToAgent(
        string id, ConversationHead head, string? note, Principal caller, IDirectory directory, TransferDance dance,
        CancellationToken cancel)
    {
        if (!GuidId.TryParse<AgentId>(id, out var agent)) return null;
        var entry = await directory.Agent(caller.Tenant, agent, cancel);
        return entry is { Deleted: false } ? await dance.ToAgent(head, caller.Caller, agent, note, cancel) : null;
    }

    /// <summary>Null when the tenant has no such queue.</summary>
    private static async ValueTask<ActionReply?> ToQueue(
        string id, ConversationHead head, string? note, Principal caller, IDirectory directory, TransferDance dance,
        CancellationToken cancel)
    {
        if (!GuidId.TryParse<QueueId>(id, out var queue)) return null;
        var entry = await directory.Queue(caller.Tenant, queue, cancel);
        return entry is not null ? await dance.ToQueue(head, caller.Caller, queue, note, cancel) : null;
    }
}
