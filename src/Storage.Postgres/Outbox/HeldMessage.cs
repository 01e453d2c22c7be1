using LiveChat.Contracts.Outbox;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Outbox;
using LiveChat.Storage.Postgres.Raw;
using Npgsql;

namespace LiveChat.Storage.Postgres.Outbox;

/// <summary>
/// A message's way as its row says, held by a transaction that changes it here and then writes what came of it.
/// </summary>
internal sealed class HeldMessage
{
    private string? _code;
    private DateTimeOffset _stateAt;
    private long _attempts;
    private DateTimeOffset _nextAttemptAt;
    private DateTimeOffset? _dueAt;
    private bool _isGivenUp;

    public required MessageId Id { get; init; }
    public required TenantId Tenant { get; init; }
    public required ConversationId Conversation { get; init; }
    public required long Number { get; init; }
    public required SenderId Sender { get; init; }

    /// <summary>The agent the conversation is with now.</summary>
    public required AgentId? Holder { get; init; }

    public DeliveryState State { get; private set; }

    public bool IsChanged { get; private set; }

    public static HeldMessage Read(NpgsqlDataReader row)
    {
        var thread = new ThreadId(row.Id(0));
        var fillsSlot = (ConversationState)row.Integer(14)
            is ConversationState.Offered or ConversationState.Assigned or ConversationState.WrapUp;
        return new HeldMessage
        {
            Id = new MessageId(thread, row.Integer(1)),
            Number = row.Integer(2),
            Tenant = new TenantId(row.Id(3)),
            Conversation = new ConversationId(thread, (int)row.Integer(4)),
            Sender = new SenderId(row.Id(5)),
            Holder = fillsSlot && row.IdOrNull(13) is { } agent ? new AgentId(agent) : null,
            State = (DeliveryState)row.Integer(6),
            _code = row.TextOrNull(7),
            _stateAt = row.Time(8),
            _attempts = row.Integer(9),
            _nextAttemptAt = row.Time(10),
            _dueAt = row.TimeOrNull(11),
            _isGivenUp = row.Integer(12) != 0,
        };
    }

    public DeliveryChange Record(DeliveryUpdate update)
    {
        var next = DeliveryRules.Next(State, update);
        if (next == DeliveryState.Queued) Retry(update);
        else if (next is { } state) Leave(update, state);
        return new DeliveryChange(Conversation, Sender, Holder, State, Changed: next is not null);
    }

    /// <summary>False: it is no dead letter.</summary>
    public bool Requeue(DateTimeOffset now)
    {
        if (!_isGivenUp) return false;
        (State, _code, _stateAt, _attempts, _nextAttemptAt, _isGivenUp) =
            (DeliveryState.Queued, null, now, 0, now, false);
        return IsChanged = true;
    }

    public static NpgsqlBatchCommand Update(IReadOnlyList<HeldMessage> of) => Statement.Of(OutboxSql.Update)
        .Numbers(of, static it => it.Number)
        .Numbers(of, static it => it.Id.Version)
        .Numbers(of, static it => (long)it.State)
        .Texts(of, static it => it._code)
        .Times(of, static it => it._stateAt)
        .Numbers(of, static it => it._attempts)
        .Times(of, static it => it._nextAttemptAt)
        .TimesOrNull(of, static it => it._dueAt)
        .Numbers(of, static it => it._isGivenUp ? 1 : 0);

    private void Retry(DeliveryUpdate update)
    {
        var at = update.NextAttemptAt ?? update.At;
        (_attempts, _code, _nextAttemptAt) = (_attempts + 1, update.Code, at);
        if (_dueAt is not null) _dueAt = at;
        IsChanged = true;
    }

    private void Leave(DeliveryUpdate update, DeliveryState to)
    {
        (State, _code, _stateAt, _isGivenUp, _dueAt) = (to, update.Code, update.At, update.DeadLetter, null);
        IsChanged = true;
    }
}
