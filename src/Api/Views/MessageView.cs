using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Outbox;

namespace LiveChat.Api.Views;

/// <summary>A message, phrase or note of a conversation.</summary>
/// <param name="Seq">The version of its event: grows within the thread, with gaps.</param>
public sealed record MessageView(
    long Seq, MessageId Id, string Direction, string Kind, AuthorView Author, string Text, DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<AttachmentView>? Attachments,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DeliveryView? Delivery)
{
    /// <summary>Whether an event is a message.</summary>
    public static bool IsMessage(ConversationEvent happened) =>
        happened is MessageReceived or Noted || IsMt(happened);

    /// <summary>Whether an event is a message that goes out to the contact.</summary>
    public static bool IsMt(ConversationEvent happened) => MtText.Of(happened) is not null;

    /// <summary>The message that an event is, as a reader may see it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The event is none.</exception>
    internal static MessageView Of(
        ThreadId thread, long version, ConversationEvent happened, AuthorView author, DeliveryView? delivery,
        ContactSight sight)
    {
        var id = new MessageId(thread, version);
        return happened switch
        {
            MessageReceived it => new(
                version, id, "mo", it.Attachments.IsDefaultOrEmpty ? "text" : "file", author,
                sight.Text(it.Text), it.At, AttachmentView.Of(version, it.Attachments, sight), null),
            MessageSent it => new(version, id, "mt", "text", author, sight.Text(it.Text), it.At, null, delivery),
            PhraseSent it => new(version, id, "mt", "phrase", author, sight.Text(it.Text), it.At, null, delivery),
            QuestionnaireSent it => new(
                version, id, "mt", "questionnaire", author, sight.Text(it.Text), it.At, null, delivery),
            Noted it => new(version, id, "mt", "note", author, sight.Text(it.Text), it.At, null, null),
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "Not a message."),
        };
    }
}

/// <summary>A file that came with a message. <c>Size</c> in bytes is null where the adapter did not tell it.</summary>
public sealed record AttachmentView(string Id, string ContentType, string? Name, long? Size, string Url)
{
    internal static IReadOnlyList<AttachmentView>? Of(
        long version, ImmutableArray<AttachmentRef> attachments, ContactSight sight) =>
        attachments.IsDefaultOrEmpty
            ? null
            : [.. attachments.Select((it, index) => new AttachmentView(
                string.Create(CultureInfo.InvariantCulture, $"{version}-{index + 1}"), it.ContentType,
                sight.Text(it.Name), null, sight.Text(it.Url)))];
}

/// <summary>Where an MT stands on its way: queued, sent, delivered, read or failed, with the provider's code.</summary>
public sealed record DeliveryView(
    string State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code,
    DateTimeOffset At)
{
    public static DeliveryView Of(DeliveryStanding standing) =>
        new(DeliveryNames.Of(standing.State), standing.Code, standing.At);
}
