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
using LiveChat.Storage.Conversations;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary>
/// <c>POST /v1/conversations/{id}/messages</c>: the agent answers its contact. With <c>Idempotency-Key</c> a repetition
/// gives the first answer again, for ever.
/// </summary>
internal static class SendMessage
{
    private const int TextLengthMax = 4_096;
    private const int KeyLengthMax = 255;
    private const string KeyHeader = "Idempotency-Key";

    /// <param name="Text">At most 4,096 characters, as WhatsApp takes them.</param>
    public sealed record SendMessageRequest([property: JsonConverter(typeof(TextConverter))] string Text);

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/conversations/{id}/messages", Handle)
        .Requires(Permission.ReplyInInbox, Scope.ConversationsWrite)
        .Produces<MessageView>(StatusCodes.Status201Created)
        .WithExample("""{"text":"Good morning, how can I help?"}""")
        .Refuses(404, 409)
        .Described("Conversations", "sendMessage", "Answer the contact",
            "Only the agent who has the conversation may. 201 means that the answer is on disk and on its way.")
        .TakesHeader(KeyHeader, "Makes repeating harmless: 1–255 visible ASCII characters");

    private static async Task<IResult> Handle(
        string id, Body<SendMessageRequest> body, HttpContext http, IActors actors, IConversationStore store,
        IDirectory directory, CancellationToken cancel)
    {
        var caller = http.Principal();
        if (!ConversationId.TryParse(id, out var conversation)) return Problem.NotFound();
        var findings = new Findings();
        var text = findings.Text("text", body.Value.Text, TextLengthMax);
        var key = Key(http.Request, findings);
        if (findings.Problem is { } problem) return problem;
        if (caller.KeyId is not null && await directory.Tenant(caller.Tenant, cancel) is { BotsPaused: true })
            return Problem.Conflict("bots-paused", "Bots may not answer now.");
        var reply = await actors.Ask(
            ActorId.Of(caller.Tenant, conversation.Thread),
            new SendText(conversation, caller.Caller, text, key), cancel);
        if (reply.Rejection != Rejection.None) return Problem.Of(reply.Rejection);
        if (reply.Repeated && await WasAnother(reply, text, caller, conversation, store, cancel))
        {
            return Problem.Validation(KeyHeader, "was used for another message");
        }

        var author = await AuthorView.Of(caller.By, caller.Tenant, directory, cancel);
        var sent = new MessageSent(reply.At!.Value, caller.By, text);
        return TypedResults.Created(
            (string?)null,
            MessageView.Of(
                conversation.Thread, reply.Message!.Value, sent, author, null, ContactSight.OfOwnWords));
    }

    private static string? Key(HttpRequest request, Findings findings)
    {
        var header = request.Headers[KeyHeader];
        if (header.Count == 0) return null;
        var key = header.ToString();
        var isKey = header.Count == 1 && key.Length is > 0 and <= KeyLengthMax && key.All(c => c is > ' ' and <= '~');
        findings.Require(isKey, KeyHeader, $"must be 1 to {KeyLengthMax} visible ASCII characters");
        return key;
    }

    private static async ValueTask<bool> WasAnother(
        ActionReply reply, string text, Principal caller, ConversationId conversation, IConversationStore store,
        CancellationToken cancel)
    {
        var events = await store.Events(caller.Tenant, conversation, reply.Message!.Value, 1, cancel);
        return events is not [{ Event: MessageSent first }] || first.Text != text;
    }
}
