using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Deadlines;
using LiveChat.Contracts.Outbox;
using LiveChat.Contracts.Queues;
using LiveChat.Contracts.Streams;
using LiveChat.Contracts.Tenants;
using LiveChat.Storage.Events;

namespace LiveChat.Engine.Wire;

/// <summary>
/// Messages, answers and notices as they travel between nodes: a number that says what it is, and a body of UTF-8 JSON.
/// </summary>
public static class MessageCodec
{
    /// <summary>Nodes of two versions may talk to one another: a number is never given to another type.</summary>
    private static readonly (ushort Number, Type Type)[] Numbered =
    [
        (1, typeof(Wake)), (2, typeof(EpochPassed)),
        (10, typeof(ReceiveMo)), (11, typeof(MoReply)), (12, typeof(SendText)), (13, typeof(WriteNote)),
        (14, typeof(CloseConversation)), (15, typeof(LabelConversation)), (16, typeof(MarkConversation)),
        (17, typeof(AskForHelp)), (18, typeof(SetBlocked)), (19, typeof(SetPriority)), (20, typeof(AcceptOffer)),
        (21, typeof(DeclineOffer)), (22, typeof(HoldConversation)), (23, typeof(FinishWrapUp)),
        (24, typeof(AskContact)), (25, typeof(FillAgentForm)), (26, typeof(CancelAgentForm)),
        (27, typeof(CommitTake)), (28, typeof(CommitResume)), (29, typeof(CommitTransferToAgent)),
        (30, typeof(CommitTransferToQueue)), (31, typeof(ActionReply)), (32, typeof(EntryAdmitted)),
        (33, typeof(EntryRefused)), (34, typeof(ServiceEnded)), (35, typeof(AssignToAgent)), (36, typeof(GiveBack)),
        (37, typeof(ConversationAdvanced)), (38, typeof(Restate)),
        (50, typeof(AgentTold)), (51, typeof(AskBid)), (52, typeof(ReservationRefused)), (53, typeof(SeekAgent)),
        (54, typeof(SeekEnded)), (55, typeof(QueueChanged)), (56, typeof(KeepPlace)), (57, typeof(PlaceReply)),
        (58, typeof(DropPlace)), (59, typeof(DescribeQueue)), (60, typeof(QueueFigures)), (61, typeof(FindPosition)),
        (62, typeof(PositionReply)), (63, typeof(ExplainWait)), (64, typeof(WaitReply)),
        (80, typeof(Reserve)), (81, typeof(NoBid)), (82, typeof(NewsSeen)), (83, typeof(TellNews)),
        (84, typeof(AssignmentLapsed)), (85, typeof(ReserveSlot)), (86, typeof(SlotReply)), (87, typeof(ReleaseSlot)),
        (88, typeof(AgentChanged)), (89, typeof(AttachStream)), (90, typeof(AttachReply)), (91, typeof(RenewStream)),
        (92, typeof(DetachStream)), (93, typeof(SetStatus)), (94, typeof(StatusReply)), (95, typeof(DescribeAgent)),
        (96, typeof(AgentFigures)), (97, typeof(DeliveryTold)), (98, typeof(HelpWanted)),
        (110, typeof(DeadlineArmed)), (111, typeof(DeadlineDue)), (112, typeof(RulesChanged)),
        (113, typeof(AgentPresenceTold)),
        (120, typeof(TenantChanged)), (121, typeof(ReviewDeadlines)),
        (130, typeof(NoticePushed)), (131, typeof(StreamEnded)),
        (140, typeof(OutboxMissed)), (141, typeof(OutboxRecheck)), (142, typeof(FetcherWaits)),
        (143, typeof(OutboxRang)),
    ];

    private static readonly FrozenDictionary<Type, ushort> NumberOfType =
        Numbered.ToFrozenDictionary(it => it.Type, it => it.Number);

    private static readonly FrozenDictionary<ushort, JsonTypeInfo> JsonOfNumber =
        Numbered.ToFrozenDictionary(it => it.Number, it => MessageOptions.Of(it.Type));

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>Everything that can travel.</summary>
    public static IEnumerable<Type> Types => Numbered.Select(it => it.Type);

    /// <exception cref="ArgumentException">Not a thing that travels.</exception>
    public static ushort NumberOf(object message) => NumberOfType.TryGetValue(message.GetType(), out var number)
        ? number
        : throw new ArgumentException($"{message.GetType()} does not travel between nodes.", nameof(message));

    /// <summary>Writes the body.</summary>
    public static void Write(object message, IBufferWriter<byte> to)
    {
        var writer = _writer ?? new Utf8JsonWriter(to, new JsonWriterOptions { Encoder = EventBody.Encoder });
        // A nested use, or one that throws, makes its own.
        _writer = null;
        writer.Reset(to);
        JsonSerializer.Serialize(writer, message, JsonOfNumber[NumberOf(message)]);
        writer.Flush();
        _writer = writer;
    }

    /// <exception cref="InvalidDataException">Not of this program: a newer one sent it.</exception>
    public static object Read(ushort number, ReadOnlySpan<byte> body)
    {
        if (!JsonOfNumber.TryGetValue(number, out var json))
            throw new InvalidDataException($"A message that this program does not know: {number}.");
        try
        {
            return JsonSerializer.Deserialize(body, json)
                ?? throw new InvalidDataException($"A message without a body: {number}.");
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"A message that cannot be read: {number}.", wrong);
        }
    }
}
