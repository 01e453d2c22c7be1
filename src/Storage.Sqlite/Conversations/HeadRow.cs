using LiveChat.Contracts.Conversations;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Sqlite.Raw;

namespace LiveChat.Storage.Sqlite.Conversations;

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

    /// <summary>The first parameter that <see cref="Bind"/> leaves free.</summary>
    public const int NextParameter = ColumnCount + 1;

    /// <summary>Bits of <c>marks</c>, a part of the storage format.</summary>
    private const long ImportantMark = 1;
    private const long OptedOutMark = 2;
    private const long BlockedMark = 4;

    public static void Bind(Statement to, ConversationHead head)
    {
        to.Bind(1, head.Id.Thread.Value);
        to.Bind(2, head.Id.Ordinal);
        to.Bind(3, head.Tenant.Value);
        to.Bind(4, head.Version);
        to.Bind(5, head.FirstVersion);
        to.Bind(6, head.StateVersion);
        to.Bind(7, (long)head.State);
        to.Bind(8, head.Sender.Value);
        to.Bind(9, head.SenderAddress);
        to.Bind(10, (long)head.Channel);
        to.Bind(11, head.Contact);
        to.Bind(12, head.Language);
        to.Bind(13, head.Queue?.Value);
        to.Bind(14, head.Admitted);
        to.Bind(15, head.Agent?.Value);
        to.Bind(16, head.Token?.Value);
        to.Bind(17, head.PreviousAgent?.Value);
        to.Bind(18, head.Excluded?.Value);
        to.Bind(19, head.Priority);
        to.Bind(20, head.OpenedAt);
        to.Bind(21, head.QueuedAt);
        to.Bind(22, head.AssignedAt);
        to.Bind(23, head.ClosedAt);
        to.Bind(24, (long)head.CloseReason);
        to.Bind(25, head.Preferred?.Value);
        to.Bind(26, head.ExpiresAt);
        to.Bind(27, LabelsOf(head));
        to.Bind(28, MarksOf(head));
    }

    public static string? LabelsOf(ConversationHead head) => head.Labels.IsEmpty ? null : head.Labels.ToString();

    public static long MarksOf(ConversationHead head) =>
        (head.Important ? ImportantMark : 0) | (head.OptedOut ? OptedOutMark : 0) | (head.Blocked ? BlockedMark : 0);

    public static ConversationHead Read(Statement row) => new()
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
        Admitted = row.Flag(13),
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
}
