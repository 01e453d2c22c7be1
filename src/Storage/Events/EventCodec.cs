using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LiveChat.Core.Conversations;

namespace LiveChat.Storage.Events;

/// <summary>
/// Events as rows hold them: the type's name (the one the API shows), the time, and a body of UTF-8 JSON that repeats
/// neither.
/// </summary>
public static class EventCodec
{
    private static readonly FrozenDictionary<Type, EventType> ByClass = new EventType[]
    {
        new("opened", typeof(Opened)),
        new("messageReceived", typeof(MessageReceived)),
        new("messageSent", typeof(MessageSent)),
        new("phraseSent", typeof(PhraseSent)),
        new("noted", typeof(Noted)),
        new("queued", typeof(Queued)),
        new("admitted", typeof(Admitted)),
        new("assigned", typeof(Assigned)),
        new("transferred", typeof(Transferred)),
        new("unassigned", typeof(Unassigned)),
        new("priorityChanged", typeof(PriorityChanged)),
        new("warned", typeof(Warned)),
        new("closed", typeof(Closed)),
        new("offered", typeof(Offered)),
        new("offerDeclined", typeof(OfferDeclined)),
        new("offerExpired", typeof(OfferExpired)),
        new("held", typeof(Held)),
        new("resumed", typeof(Resumed)),
        new("wrapUpBegan", typeof(WrapUpBegan)),
        new("parked", typeof(Parked)),
        new("labelled", typeof(Labelled)),
        new("markedImportant", typeof(MarkedImportant)),
        new("helpAsked", typeof(HelpAsked)),
        new("languageSwitched", typeof(LanguageSwitched)),
        new("optedOut", typeof(OptedOut)),
        new("optedIn", typeof(OptedIn)),
        new("contactBlocked", typeof(ContactBlocked)),
        new("contactUnblocked", typeof(ContactUnblocked)),
        new("questionnaireSent", typeof(QuestionnaireSent)),
        new("questionnaireAnswered", typeof(QuestionnaireAnswered)),
        new("questionnaireOpened", typeof(QuestionnaireOpened)),
        new("questionnaireEnded", typeof(QuestionnaireEnded)),
    }.ToFrozenDictionary(type => type.Class);

    private static readonly FrozenDictionary<string, EventType> ByName =
        ByClass.Values.ToFrozenDictionary(type => type.Name);

    /// <summary>The type's name: <c>opened</c>, <c>messageReceived</c>, …</summary>
    public static string TypeOf(ConversationEvent happened) => ByClass[happened.GetType()].Name;

    /// <summary>The same in UTF-8, without a copy.</summary>
    public static ReadOnlyMemory<byte> Utf8TypeOf(ConversationEvent happened) => ByClass[happened.GetType()].Utf8Name;

    public static void WriteBody(Utf8JsonWriter writer, ConversationEvent happened) =>
        JsonSerializer.Serialize(writer, happened, ByClass[happened.GetType()].Json);

    /// <exception cref="InvalidDataException">No event of this program: the row was written by a newer one.</exception>
    public static ConversationEvent Read(string type, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        if (!ByName.TryGetValue(type, out var known))
            throw new InvalidDataException($"An event of a type that this program does not know: {type}.");
        var happened = (ConversationEvent?)JsonSerializer.Deserialize(body, known.Json)
            ?? throw new InvalidDataException("An event without a body.");
        return happened is MessageReceived { Attachments.IsDefault: true } received
            ? received with { At = at, Attachments = ImmutableArray<AttachmentRef>.Empty }
            : happened with { At = at };
    }

    private sealed class EventType(string name, Type type)
    {
        public string Name { get; } = name;

        public Type Class { get; } = type;

        public ReadOnlyMemory<byte> Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

        public JsonTypeInfo Json { get; } = EventBody.Of(type);
    }
}
