using LiveChat.Contracts.Conversations;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Postgres.Raw;
using Npgsql;

namespace LiveChat.Storage.Postgres.Conversations;

/// <summary>A conversation's head as its row: the same columns, in the same order, in every statement.</summary>
internal static class HeadRow
{
    public const string Columns =
        "thread, ordinal, tenant, version, first_version, state_version, state, sender, sender_address, channel, "
        + "contact, language, queue, admitted, agent, token, previous_agent, excluded, priority, opened_at, "
        + "queued_at, assigned_at, closed_at, close_reason, preferred, expires_at, labels, "
        + "marks";

    /// <summary>How many columns those are: what a statement selects after them begins here.</summary>
    public const int ColumnCount = 28;

    /// <summary>Bits of <c>marks</c>, a part of the storage format.</summary>
    private const long ImportantMark = 1;
    private const long OptedOutMark = 2;
    private const long BlockedMark = 4;

    public static NpgsqlBatchCommand Insert(IReadOnlyList<AppendWork> of) => Statement.Of(ConversationSql.InsertHeads)
        .Numbers(of, static it => it.Number)
        .TimesOrNull(of, static it => it.Append.Deadline?.At)
        .Numbers(of, static it => it.Shard)
        .Ids(of, static it => it.Head.Id.Thread.Value)
        .Numbers(of, static it => it.Head.Id.Ordinal)
        .Ids(of, static it => it.Head.Tenant.Value)
        .Numbers(of, static it => it.Head.Version)
        .Numbers(of, static it => it.Head.FirstVersion)
        .Numbers(of, static it => it.Head.StateVersion)
        .Numbers(of, static it => (long)it.Head.State)
        .Ids(of, static it => it.Head.Sender.Value)
        .Texts(of, static it => it.Head.SenderAddress)
        .Numbers(of, static it => (long)it.Head.Channel)
        .Texts(of, static it => it.Head.Contact)
        .Texts(of, static it => it.Head.Language)
        .IdsOrNull(of, static it => it.Head.Queue?.Value)
        .Numbers(of, static it => it.Head.Admitted ? 1 : 0)
        .IdsOrNull(of, static it => it.Head.Agent?.Value)
        .IdsOrNull(of, static it => it.Head.Token?.Value)
        .IdsOrNull(of, static it => it.Head.PreviousAgent?.Value)
        .IdsOrNull(of, static it => it.Head.Excluded?.Value)
        .Numbers(of, static it => it.Head.Priority)
        .Times(of, static it => it.Head.OpenedAt)
        .TimesOrNull(of, static it => it.Head.QueuedAt)
        .TimesOrNull(of, static it => it.Head.AssignedAt)
        .TimesOrNull(of, static it => it.Head.ClosedAt)
        .Numbers(of, static it => (long)it.Head.CloseReason)
        .IdsOrNull(of, static it => it.Head.Preferred?.Value)
        .TimesOrNull(of, static it => it.Head.ExpiresAt)
        .Texts(of, static it => LabelsOf(it.Head))
        .Numbers(of, static it => MarksOf(it.Head));

    public static NpgsqlBatchCommand Advance(IReadOnlyList<AppendWork> of) =>
        Advanced(Statement.Of(ConversationSql.AdvanceHeads), of);

    public static NpgsqlBatchCommand Turn(IReadOnlyList<AppendWork> of) =>
        Advanced(Statement.Of(ConversationSql.TurnHeads), of)
            .Numbers(of, static it => it.Head.StateVersion)
            .Numbers(of, static it => (long)it.Head.State)
            .IdsOrNull(of, static it => it.Head.Queue?.Value)
            .IdsOrNull(of, static it => it.Head.Agent?.Value)
            .IdsOrNull(of, static it => it.Head.Token?.Value)
            .IdsOrNull(of, static it => it.Head.PreviousAgent?.Value)
            .IdsOrNull(of, static it => it.Head.Excluded?.Value)
            .TimesOrNull(of, static it => it.Head.QueuedAt)
            .TimesOrNull(of, static it => it.Head.AssignedAt)
            .TimesOrNull(of, static it => it.Head.ClosedAt)
            .Numbers(of, static it => (long)it.Head.CloseReason)
            .IdsOrNull(of, static it => it.Head.Preferred?.Value)
            .TimesOrNull(of, static it => it.Head.ExpiresAt);

    public static ConversationHead Read(NpgsqlDataReader row) => new()
    {
        Id = new ConversationId(new ThreadId(row.Id(0)), (int)row.Integer(1)),
        Tenant = new TenantId(row.Id(2)),
        Version = row.Integer(3),
        FirstVersion = row.Integer(4),
        StateVersion = row.Integer(5),
        State = (ConversationState)row.Integer(6),
        Sender = new SenderId(row.Id(7)),
        SenderAddress = row.Text(8),
        Channel = (Channel)row.Integer(9),
        Contact = row.Text(10),
        Language = row.TextOrNull(11),
        Queue = row.IdOrNull(12) is { } queue ? new QueueId(queue) : null,
        Admitted = row.Integer(13) != 0,
        Agent = row.IdOrNull(14) is { } agent ? new AgentId(agent) : null,
        Token = row.IdOrNull(15) is { } token ? new ReservationToken(token) : null,
        PreviousAgent = row.IdOrNull(16) is { } previous ? new AgentId(previous) : null,
        Excluded = row.IdOrNull(17) is { } excluded ? new AgentId(excluded) : null,
        Priority = (int)row.Integer(18),
        OpenedAt = row.Time(19),
        QueuedAt = row.TimeOrNull(20),
        AssignedAt = row.TimeOrNull(21),
        ClosedAt = row.TimeOrNull(22),
        CloseReason = (CloseReason)row.Integer(23),
        Preferred = row.IdOrNull(24) is { } preferred ? new AgentId(preferred) : null,
        ExpiresAt = row.TimeOrNull(25),
        Labels = LabelSet.Parse(row.TextOrNull(26) ?? ""),
        Important = (row.Integer(27) & ImportantMark) != 0,
        OptedOut = (row.Integer(27) & OptedOutMark) != 0,
        Blocked = (row.Integer(27) & BlockedMark) != 0,
    };

    private static NpgsqlBatchCommand Advanced(NpgsqlBatchCommand to, IReadOnlyList<AppendWork> of) => to
        .Numbers(of, static it => it.Number)
        .Numbers(of, static it => it.Head.Version)
        .Texts(of, static it => it.Head.Language)
        .Numbers(of, static it => it.Head.Admitted ? 1 : 0)
        .Numbers(of, static it => it.Head.Priority)
        .Texts(of, static it => LabelsOf(it.Head))
        .Numbers(of, static it => MarksOf(it.Head))
        .Flags(of, static it => it.Append.Deadline is not null)
        .TimesOrNull(of, static it => it.Append.Deadline?.At)
        .Numbers(of, static it => it.Shard);

    private static string? LabelsOf(ConversationHead head) => head.Labels.IsEmpty ? null : head.Labels.ToString();

    private static long MarksOf(ConversationHead head) =>
        (head.Important ? ImportantMark : 0) | (head.OptedOut ? OptedOutMark : 0) | (head.Blocked ? BlockedMark : 0);
}
