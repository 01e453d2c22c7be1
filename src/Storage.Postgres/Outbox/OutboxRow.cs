using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Events;
using LiveChat.Storage.Postgres.Conversations;
using LiveChat.Storage.Postgres.Raw;
using Npgsql;

namespace LiveChat.Storage.Postgres.Outbox;

/// <summary>A message put together from its outbox row, its conversation and its event.</summary>
internal static class OutboxRow
{
    public const int CodeColumn = 13;
    public const int StateAtColumn = 14;
    private const int CauseColumn = 15;

    /// <summary>The MT of an append; the first of them leads, if nothing of its thread is queued.</summary>
    public static IEnumerable<(OutboxMessage Message, long Number, bool Leads)> Of(AppendWork work) =>
        work.Append.Outbox.IsDefaultOrEmpty ? []
            : work.Append.Outbox.Select((message, index) => (message, work.Number, index == 0));

    public static NpgsqlBatchCommand Insert(IReadOnlyList<(OutboxMessage Message, long Number, bool Leads)> of) =>
        Statement.Of(OutboxSql.Insert)
            .Numbers(of, static it => it.Number)
            .Numbers(of, static it => it.Message.Id.Version)
            .Ids(of, static it => it.Message.Id.Thread.Value)
            .Ids(of, static it => it.Message.Tenant.Value)
            .Numbers(of, static it => it.Message.Conversation.Ordinal)
            .Ids(of, static it => it.Message.Sender.Value)
            .Times(of, static it => it.Message.At)
            .Numbers(of, static it => it.Message.Attempts)
            .Times(of, static it => it.Message.NextAttemptAt)
            .Flags(of, static it => it.Leads)
            .Texts(of, static it => TraceParent.Of(it.Message.Cause));

    public static OutboxMessage Read(NpgsqlDataReader row)
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
