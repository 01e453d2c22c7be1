using System.Text.Json.Serialization;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Mt;

/// <summary>A message to a contact, as adapters get it: the same fields as in a callback.</summary>
public sealed record MtView(
    MessageId MessageId, ConversationId ConversationId, Channel Channel, string Sender, string To, string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<MtAttachment>? Attachments,
    DateTimeOffset At)
{
    internal static MtView Of(OutboxMessage message) => new(
        message.Id, message.Conversation, message.Channel, message.SenderAddress, message.To, message.Text,
        message.Attachments.IsDefaultOrEmpty
            ? null
            : [.. message.Attachments.Select(it => new MtAttachment(it.Url, it.ContentType, it.Name))],
        message.At);
}

public sealed record MtAttachment(
    string Url, string ContentType,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name);
