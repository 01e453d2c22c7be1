using System.Text.Json.Serialization;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;

namespace LiveChat.Storage.Events;

/// <summary>
/// The JSON of event bodies: camelCase, nothing where a member is null, ids as 32 hexadecimal digits, times as
/// microseconds since the Unix epoch, values of enums by name. Members that are not known are passed over, so an older
/// program reads what a newer one wrote.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(MicrosecondsConverter), typeof(ByConverter), typeof(LabelSetConverter),
        typeof(IdConverter<SenderId>), typeof(IdConverter<AgentId>),
        typeof(IdConverter<QueueId>), typeof(IdConverter<ReservationToken>), typeof(NameConverter<Channel>),
        typeof(NameConverter<CloseReason>), typeof(MatchReasonConverter), typeof(IdConverter<QuestionnaireId>),
        typeof(NameConverter<QuestionnairePurpose>), typeof(NameConverter<SteeringKind>),
        typeof(NameConverter<QuestionnaireOutcome>),
    ])]
[JsonSerializable(typeof(Opened))]
[JsonSerializable(typeof(MessageReceived))]
[JsonSerializable(typeof(MessageSent))]
[JsonSerializable(typeof(PhraseSent))]
[JsonSerializable(typeof(Noted))]
[JsonSerializable(typeof(Queued))]
[JsonSerializable(typeof(Admitted))]
[JsonSerializable(typeof(Assigned))]
[JsonSerializable(typeof(Transferred))]
[JsonSerializable(typeof(Unassigned))]
[JsonSerializable(typeof(PriorityChanged))]
[JsonSerializable(typeof(Warned))]
[JsonSerializable(typeof(Closed))]
[JsonSerializable(typeof(Offered))]
[JsonSerializable(typeof(OfferDeclined))]
[JsonSerializable(typeof(OfferExpired))]
[JsonSerializable(typeof(Held))]
[JsonSerializable(typeof(Resumed))]
[JsonSerializable(typeof(WrapUpBegan))]
[JsonSerializable(typeof(Parked))]
[JsonSerializable(typeof(Labelled))]
[JsonSerializable(typeof(MarkedImportant))]
[JsonSerializable(typeof(HelpAsked))]
[JsonSerializable(typeof(LanguageSwitched))]
[JsonSerializable(typeof(OptedOut))]
[JsonSerializable(typeof(OptedIn))]
[JsonSerializable(typeof(ContactBlocked))]
[JsonSerializable(typeof(ContactUnblocked))]
[JsonSerializable(typeof(QuestionnaireSent))]
[JsonSerializable(typeof(QuestionnaireAnswered))]
[JsonSerializable(typeof(QuestionnaireOpened))]
[JsonSerializable(typeof(QuestionnaireEnded))]
internal sealed partial class EventJson : JsonSerializerContext;
