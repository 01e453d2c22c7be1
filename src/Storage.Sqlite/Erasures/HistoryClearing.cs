using System.Buffers;
using System.Text.Json;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Erasures;
using LiveChat.Storage.Events;
using LiveChat.Storage.Sqlite.Conversations;
using LiveChat.Storage.Sqlite.Raw;

namespace LiveChat.Storage.Sqlite.Erasures;

/// <summary>Clears conversations, or makes frames of them.</summary>
internal sealed class HistoryClearing(Connection connection)
{
    private const string NewestFirst =
        $"select {HeadRow.Columns}, number from conversation indexed by conversation_opened where tenant = ?1 "
        + "and (opened_at, thread, ordinal) < (?2, ?3, ?4) "
        + "order by opened_at desc, thread desc, ordinal desc limit ?5";

    private const string LastOrdinal = "select max(ordinal) from conversation where thread = ?1";
    private const string Frame =
        "update conversation set first_version = ?2, labels = null, marks = (marks & ~1) | 8 where number = ?1";

    public ClearedSlice Slice(TenantId tenant, ListCursor? after, int conversationsMax)
    {
        var heads = Heads(tenant, after, conversationsMax);
        var erased = 0;
        foreach (var (head, number) in heads.Where(it => it.Head.State == ConversationState.Closed))
            erased += Clear(head, number);
        var last = heads.Count < conversationsMax ? null : heads[^1].Head;
        return new ClearedSlice(erased, last is null ? null : new ListCursor(last.OpenedAt, last.Id));
    }

    private IReadOnlyList<(ConversationHead Head, long Number)> Heads(
        TenantId tenant, ListCursor? after, int conversationsMax)
    {
        var list = connection.Prepared(NewestFirst);
        list.Bind(1, tenant.Value);
        list.Bind(2, after?.OpenedAt ?? DateTimeOffset.MaxValue);
        list.Bind(3, after?.Id.Thread.Value ?? Guid.AllBitsSet);
        list.Bind(4, after?.Id.Ordinal ?? long.MaxValue);
        list.Bind(5, (long)conversationsMax);
        return list.ReadAll(static row => (HeadRow.Read(row), row.Integer(HeadRow.ColumnCount)));
    }

    private int Clear(ConversationHead head, long number)
    {
        var frame = IsLast(head) ? FrameOf(number) : [];
        if (frame.Count > 0 && frame.Count == head.Version - head.FirstVersion + 1) return 0;
        var erased = Run("delete from outbox where conversation = ?1", number)
            + Run("delete from event where conversation = ?1", number) + ClearAnswers(head.Id);
        if (frame.Count == 0) return erased + Run("delete from conversation where number = ?1", number);

        var firstVersion = head.Version - frame.Count + 1;
        for (var i = 0; i < frame.Count; i++) Insert(number, firstVersion + i, frame[i]);
        Run(Frame, number, firstVersion);
        return erased - frame.Count;
    }

    private int ClearAnswers(ConversationId id)
    {
        var erased = 0;
        foreach (var sql in (string[])
        [
            "delete from questionnaire_answer where thread = ?1 and run in "
            + "(select run from questionnaire_run where thread = ?1 and ordinal = ?2)",
            "delete from questionnaire_run where thread = ?1 and ordinal = ?2",
        ])
        {
            var delete = connection.Prepared(sql);
            delete.Bind(1, id.Thread.Value);
            delete.Bind(2, (long)id.Ordinal);
            erased += delete.Execute();
        }

        return erased;
    }

    private int Run(string sql, params ReadOnlySpan<long> values)
    {
        var statement = connection.Prepared(sql);
        for (var i = 0; i < values.Length; i++) statement.Bind(i + 1, values[i]);
        return statement.Execute();
    }

    private bool IsLast(ConversationHead head)
    {
        var last = connection.Prepared(LastOrdinal);
        last.Bind(1, head.Id.Thread.Value);
        return last.ReadFirst(static row => (long?)row.Integer(0)) == head.Id.Ordinal;
    }

    /// <summary>What of its log says nothing but whose it was and whether the contact takes messages.</summary>
    private List<ConversationEvent> FrameOf(long number)
    {
        var events = connection.Prepared("select type, at, body from event where conversation = ?1 order by version");
        events.Bind(1, number);
        return
        [
            .. events.ReadAll(static row => EventCodec.Read(row.Text(0), row.Time(1), row.Bytes(2)))
                .Where(it => it is Opened or OptedOut or OptedIn or ContactBlocked or ContactUnblocked or Closed)
                .Select(it => it is Closed closed ? closed with { ClosureReason = null } : it),
        ];
    }

    private void Insert(long number, long version, ConversationEvent happened)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body)) EventCodec.WriteBody(json, happened);
        var insert = connection.Prepared(ConversationSql.InsertEvent);
        insert.Bind(1, number);
        insert.Bind(2, version);
        insert.BindText(3, EventCodec.Utf8TypeOf(happened).Span);
        insert.Bind(4, happened.At);
        insert.Bind(5, body.WrittenSpan);
        insert.Execute();
    }
}
