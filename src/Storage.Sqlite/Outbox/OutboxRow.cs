using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Events;
using LiveChat.Storage.Sqlite.Raw;

namespace LiveChat.Storage.Sqlite.Outbox;

/// <summary>A message put together from its outbox row, its conversation and its event.</summary>
internal static class OutboxRow
{
    public const int CodeColumn = 13;
    public const int StateAtColumn = 14;
    private const int CauseColumn = 15;

    public static OutboxMessage Read(Statement row)
    {
        var thread = new ThreadId(row.Id(0));
        var happened = EventCodec.Read(row.Text(8), row.Time(9), row.Bytes(10));
        return new OutboxMessage(
            new TenantId(row.Id(2)),
            new MessageId(thread, row.Integer(1)),
            new ConversationId(thread, (int)row.Integer(3)),
            new SenderId(row.Id(4)),
            (Channel)row.Integer(5),
            row.Text(6),
            row.Text(7),
            TextOf(happened),
            [],
            happened.At,
            (int)row.Integer(11),
            row.Time(12))
        {
            Cause = TraceParent.Read(row.TextOrNull(CauseColumn)),
        };
    }

    private static string TextOf(ConversationEvent happened) => MtText.Of(happened)
        ?? throw new InvalidDataException("An outbox row whose event is no message to the contact.");
}
