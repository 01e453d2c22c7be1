using System.Text.Json.Serialization;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Deadlines;
using LiveChat.Contracts.Outbox;
using LiveChat.Contracts.Queues;
using LiveChat.Contracts.Streams;
using LiveChat.Contracts.Tenants;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Events;

namespace LiveChat.Engine.Wire;

/// <summary>
/// The JSON of messages between nodes: that of the journal, with numbers for enums. Members that are not known are
/// passed over and missing ones take their defaults, so two versions of the program can run in one cluster.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    IncludeFields = true,
    Converters =
    [
        typeof(MicrosecondsConverter), typeof(ByConverter), typeof(LabelSetConverter), typeof(MatchReasonConverter),
        typeof(IdConverter<TenantId>), typeof(IdConverter<ThreadId>), typeof(IdConverter<SenderId>),
        typeof(IdConverter<AgentId>), typeof(IdConverter<QueueId>), typeof(IdConverter<QuestionnaireId>),
        typeof(IdConverter<ReservationToken>), typeof(IdConverter<NodeId>), typeof(IdConverter<StreamId>),
        typeof(ConversationIdConverter), typeof(MessageIdConverter), typeof(EventConverter),
        typeof(EventsConverter), typeof(AttachmentsConverter), typeof(AnswerSheetConverter),
        typeof(NoticeBodyConverter),
    ])]
[JsonSerializable(typeof(Wake))]
[JsonSerializable(typeof(EpochPassed))]
[JsonSerializable(typeof(ReceiveMo))]
[JsonSerializable(typeof(MoReply))]
[JsonSerializable(typeof(SendText))]
[JsonSerializable(typeof(WriteNote))]
[JsonSerializable(typeof(CloseConversation))]
[JsonSerializable(typeof(LabelConversation))]
[JsonSerializable(typeof(MarkConversation))]
[JsonSerializable(typeof(AskForHelp))]
[JsonSerializable(typeof(SetBlocked))]
[JsonSerializable(typeof(SetPriority))]
[JsonSerializable(typeof(AcceptOffer))]
[JsonSerializable(typeof(DeclineOffer))]
[JsonSerializable(typeof(HoldConversation))]
[JsonSerializable(typeof(FinishWrapUp))]
[JsonSerializable(typeof(AskContact))]
[JsonSerializable(typeof(FillAgentForm))]
[JsonSerializable(typeof(CancelAgentForm))]
[JsonSerializable(typeof(CommitTake))]
[JsonSerializable(typeof(CommitResume))]
[JsonSerializable(typeof(CommitTransferToAgent))]
[JsonSerializable(typeof(CommitTransferToQueue))]
[JsonSerializable(typeof(ActionReply))]
[JsonSerializable(typeof(EntryAdmitted))]
[JsonSerializable(typeof(EntryRefused))]
[JsonSerializable(typeof(ServiceEnded))]
[JsonSerializable(typeof(AssignToAgent))]
[JsonSerializable(typeof(GiveBack))]
[JsonSerializable(typeof(ConversationAdvanced))]
[JsonSerializable(typeof(Restate))]
[JsonSerializable(typeof(AgentTold))]
[JsonSerializable(typeof(AskBid))]
[JsonSerializable(typeof(ReservationRefused))]
[JsonSerializable(typeof(SeekAgent))]
[JsonSerializable(typeof(SeekEnded))]
[JsonSerializable(typeof(QueueChanged))]
[JsonSerializable(typeof(KeepPlace))]
[JsonSerializable(typeof(PlaceReply))]
[JsonSerializable(typeof(DropPlace))]
[JsonSerializable(typeof(DescribeQueue))]
[JsonSerializable(typeof(QueueFigures))]
[JsonSerializable(typeof(FindPosition))]
[JsonSerializable(typeof(PositionReply))]
[JsonSerializable(typeof(ExplainWait))]
[JsonSerializable(typeof(WaitReply))]
[JsonSerializable(typeof(Reserve))]
[JsonSerializable(typeof(NoBid))]
[JsonSerializable(typeof(NewsSeen))]
[JsonSerializable(typeof(TellNews))]
[JsonSerializable(typeof(AssignmentLapsed))]
[JsonSerializable(typeof(ReserveSlot))]
[JsonSerializable(typeof(SlotReply))]
[JsonSerializable(typeof(ReleaseSlot))]
[JsonSerializable(typeof(AgentChanged))]
[JsonSerializable(typeof(AttachStream))]
[JsonSerializable(typeof(AttachReply))]
[JsonSerializable(typeof(RenewStream))]
[JsonSerializable(typeof(DetachStream))]
[JsonSerializable(typeof(SetStatus))]
[JsonSerializable(typeof(StatusReply))]
[JsonSerializable(typeof(DescribeAgent))]
[JsonSerializable(typeof(AgentFigures))]
[JsonSerializable(typeof(DeliveryTold))]
[JsonSerializable(typeof(HelpWanted))]
[JsonSerializable(typeof(DeadlineArmed))]
[JsonSerializable(typeof(DeadlineDue))]
[JsonSerializable(typeof(RulesChanged))]
[JsonSerializable(typeof(AgentPresenceTold))]
[JsonSerializable(typeof(TenantChanged))]
[JsonSerializable(typeof(ReviewDeadlines))]
[JsonSerializable(typeof(NoticePushed))]
[JsonSerializable(typeof(StreamEnded))]
[JsonSerializable(typeof(OutboxMissed))]
[JsonSerializable(typeof(OutboxRecheck))]
[JsonSerializable(typeof(FetcherWaits))]
[JsonSerializable(typeof(OutboxRang))]
[JsonSerializable(typeof(AssignedNotice))]
[JsonSerializable(typeof(OfferNotice))]
[JsonSerializable(typeof(OfferEndedNotice))]
[JsonSerializable(typeof(TransferredNotice))]
[JsonSerializable(typeof(MessageNotice))]
[JsonSerializable(typeof(UnassignedNotice))]
[JsonSerializable(typeof(ClosedNotice))]
[JsonSerializable(typeof(WarningNotice))]
[JsonSerializable(typeof(HelpNotice))]
[JsonSerializable(typeof(StatusNotice))]
[JsonSerializable(typeof(DeliveryNotice))]
[JsonSerializable(typeof(Dictionary<string, AnswerOnWire>))]
internal sealed partial class MessageJson : JsonSerializerContext;
