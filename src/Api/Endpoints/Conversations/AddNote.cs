using System.Text.Json.Serialization;
using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Api.Views;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary><c>POST /v1/conversations/{id}/notes</c>: an internal text that the contact never sees.</summary>
internal static class AddNote
{
    internal const int TextLengthMax = 4_096;

    /// <param name="Text">At most 4,096 characters.</param>
    public sealed record AddNoteRequest([property: JsonConverter(typeof(TextConverter))] string Text);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/conversations/{id}/notes", Handle)
        .RequiresAny([Permission.AgentWorkspace, Permission.Supervise], Scope.ConversationsWrite)
        .Produces<MessageView>(StatusCodes.Status201Created)
        .WithExample("""{"text":"Asked for an invoice."}""")
        .Refuses(404, 409)
        .Described("Conversations", "addNote", "Write an internal note");

    private static async Task<IResult> Handle(
        string id, Body<AddNoteRequest> body, HttpContext http, IActors actors, IDirectory directory,
        CancellationToken cancel)
    {
        var caller = http.Principal();
        if (!ConversationId.TryParse(id, out var conversation)) return Problem.NotFound();
        var findings = new Findings();
        var text = findings.Text("text", body.Value.Text, TextLengthMax);
        if (findings.Problem is { } problem) return problem;
        var reply = await actors.Ask(
            ActorId.Of(caller.Tenant, conversation.Thread), new WriteNote(conversation, caller.Caller, text), cancel);
        if (reply.Rejection != Rejection.None) return Problem.Of(reply.Rejection);
        var author = await AuthorView.Of(caller.By, caller.Tenant, directory, cancel);
        var noted = new Noted(reply.At!.Value, caller.By, text);
        return TypedResults.Created(
            (string?)null,
            MessageView.Of(
                conversation.Thread, reply.Message!.Value, noted, author, null, ContactSight.OfOwnWords));
    }
}
