using LiveChat.Contracts.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Events;
using LiveChat.Storage.Sqlite.Agents;
using LiveChat.Storage.Sqlite.Deadlines;
using LiveChat.Storage.Sqlite.Outbox;
using LiveChat.Storage.Sqlite.Questionnaires;
using LiveChat.Storage.Sqlite.Queues;
using LiveChat.Storage.Sqlite.Raw;

namespace LiveChat.Storage.Sqlite.Conversations;

/// <summary>
/// The gates and the rows of an append, within the lane's transaction. What earlier members of the same transaction
/// wrote counts.
/// </summary>
internal sealed class AppendWriter(
    Connection connection, AgentWriter agents, QueueWriter queues, OutboxWriter outbox, DeadlineWriter deadlines,
    QuestionnaireWriter questionnaires)
{
    private readonly Statement _findSeen = connection.Prepared(ConversationSql.FindSeen);
    private readonly Statement _gate = connection.Prepared(ConversationSql.Gate);
    private readonly Statement _insertEvent = connection.Prepared(ConversationSql.InsertEvent);
    private readonly Statement _insertSeen = connection.Prepared(ConversationSql.InsertSeen);
    private readonly Statement _insertHead = connection.Prepared(ConversationSql.InsertHead);
    private readonly Statement _turnHead = connection.Prepared(ConversationSql.TurnHead);
    private readonly Statement _handHead = connection.Prepared(ConversationSql.HandHead);
    private readonly Statement _moveHead = connection.Prepared(ConversationSql.MoveHead);
    private readonly Statement _advanceHead = connection.Prepared(ConversationSql.AdvanceHead);

    private enum HeadChange
    {
        Insert = 1,
        Move,
        Hand,
        Turn,
        Advance,
    }

    public AppendResult Write(AppendWork work)
    {
        var append = work.Append;
        if (append.Seen is { } seen && SeenRow.Find(_findSeen, append.Tenant, seen) is { } first)
            return new AppendResult(AppendOutcome.Duplicate, first);
        if (PassGate(append) is not { } change) return new AppendResult(AppendOutcome.Conflict);
        if (append.Fence is { } fence && EpochOf(append.Tenant, fence) != fence.Epoch)
            return new AppendResult(AppendOutcome.Fenced);

        var number = WriteHead(append, change);
        InsertEvents(append, number, work.Bodies);
        questionnaires.Write(append);
        if (append.Deadline is { } deadline) deadlines.Set(number, append.Thread, deadline.At);
        if (append.Seen is { } key) InsertSeen(append, key);
        if (append.Outbox.IsDefaultOrEmpty) return new AppendResult(AppendOutcome.Appended);
        foreach (var message in append.Outbox) outbox.Insert(message, number);
        return new AppendResult(AppendOutcome.Appended);
    }

    private long EpochOf(TenantId tenant, Fence fence) => fence switch
    {
        AgentFence it => agents.Epoch(tenant, it.Agent),
        QueueFence it => queues.Epoch(tenant, it.Queue),
        _ => throw new ArgumentOutOfRangeException(nameof(fence), fence.GetType(), "A fence nobody keeps."),
    };

    /// <summary>
    /// Whether the append's first event is the thread's next, in the present session or in the one after it: the last
    /// head stands at the version of the thread's last event. With the number of the present session's conversation.
    /// Null: it is not.
    /// </summary>
    private (HeadChange Change, long Number)? PassGate(Append append)
    {
        var head = append.Head;
        _gate.Bind(1, append.Thread.Value);
        if (!_gate.Step())
            return append.FirstVersion == 1 && head.Id.Ordinal == 1 ? (HeadChange.Insert, 0) : null;

        var follows = _gate.Id(1) == append.Tenant.Value && _gate.Integer(2) + 1 == append.FirstVersion;
        var session = head.Id.Ordinal - _gate.Integer(0);
        var stateVersion = _gate.Integer(3);
        var (queue, agent, number) = (_gate.IdOrNull(4), _gate.IdOrNull(5), _gate.Integer(6));
        _gate.Reset();
        return !follows ? null
            : session == 1 ? (HeadChange.Insert, 0)
            : session != 0 ? null
            : head.StateVersion == stateVersion ? (HeadChange.Advance, number)
            : head.Queue?.Value != queue ? (HeadChange.Move, number)
            : head.Agent?.Value != agent ? (HeadChange.Hand, number)
            : (HeadChange.Turn, number);
    }

    private void InsertEvents(Append append, long number, EncodedEvents bodies)
    {
        _insertEvent.Bind(1, number);
        for (var i = 0; i < append.Events.Length; i++)
        {
            var happened = append.Events[i];
            _insertEvent.Bind(2, append.FirstVersion + i);
            _insertEvent.BindText(3, EventCodec.Utf8TypeOf(happened).Span);
            _insertEvent.Bind(4, happened.At);
            _insertEvent.Bind(5, bodies.Body(i));
            _insertEvent.Execute();
        }
    }

    /// <summary>Returns the conversation's number.</summary>
    private long WriteHead(Append append, (HeadChange Change, long Number) at)
    {
        var head = append.Head;
        if (at.Change == HeadChange.Advance) return Advance(head, at.Number);
        var statement = at.Change switch
        {
            HeadChange.Insert => _insertHead,
            HeadChange.Move => _moveHead,
            HeadChange.Hand => _handHead,
            _ => _turnHead,
        };
        HeadRow.Bind(statement, head);
        if (at.Change != HeadChange.Insert) statement.Bind(HeadRow.NextParameter, at.Number);
        statement.Execute();
        return at.Change == HeadChange.Insert ? connection.LastNumber : at.Number;
    }

    private long Advance(ConversationHead head, long number)
    {
        _advanceHead.Bind(1, number);
        _advanceHead.Bind(2, head.Version);
        _advanceHead.Bind(3, head.Language);
        _advanceHead.Bind(4, head.Admitted);
        _advanceHead.Bind(5, head.Priority);
        _advanceHead.Bind(6, HeadRow.LabelsOf(head));
        _advanceHead.Bind(7, HeadRow.MarksOf(head));
        _advanceHead.Execute();
        return number;
    }

    private void InsertSeen(Append append, SeenKey key)
    {
        _insertSeen.Bind(1, append.Tenant.Value);
        _insertSeen.Bind(2, key.Value);
        _insertSeen.Bind(3, append.Thread.Value);
        _insertSeen.Bind(4, append.Head.Id.Ordinal);
        _insertSeen.Bind(5, append.FirstVersion);
        _insertSeen.Bind(6, append.Events[0].At);
        _insertSeen.Execute();
    }
}
