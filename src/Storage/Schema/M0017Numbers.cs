using System.Collections.Immutable;

namespace LiveChat.Storage.Schema;

/// <summary>
/// Numbers conversations in the order of their arrival, and finds events and messages of the outbox by that number. A
/// thread's id is a hash: keyed by it, each new row of a conversation changed a page of its own of an index that grows
/// for ever. Conversations that are active now have numbers near one another, and their rows share pages.
/// </summary>
internal static class M0017Numbers
{
    private const string Heads =
        "thread, ordinal, tenant, version, first_version, state_version, state, sender, sender_address, channel, "
        + "contact, language, queue, admitted, agent, token, previous_agent, excluded, priority, opened_at, queued_at, "
        + "assigned_at, closed_at, close_reason, next_deadline_at, deadline_shard, preferred, expires_at, labels, "
        + "marks";

    private const string Messages =
        "thread, version, tenant, ordinal, sender, state, code, state_at, attempts, next_attempt_at, due_at, "
        + "dead_letter";

    public static readonly Migration Migration =
        new(17, "numbers", dialect => [.. Conversations(dialect), .. Events(dialect), .. Outbox(dialect)]);

    private static ImmutableArray<string> Conversations(SchemaDialect d) =>
    [
        "alter table conversation rename to conversation_before",
        $"create table conversation (number {d.Numbered}, thread {d.Id} not null, ordinal {d.Integer} not null, "
            + $"tenant {d.Id} not null, version {d.Integer} not null, first_version {d.Integer} not null, "
            + $"state_version {d.Integer} not null, state {d.Integer} not null, sender {d.Id} not null, "
            + $"sender_address {d.Text} not null, channel {d.Integer} not null, contact {d.Text} not null, "
            + $"language {d.Text}, queue {d.Id}, admitted {d.Integer} not null, agent {d.Id}, token {d.Id}, "
            + $"previous_agent {d.Id}, excluded {d.Id}, priority {d.Integer} not null, "
            + $"opened_at {d.Integer} not null, queued_at {d.Integer}, assigned_at {d.Integer}, "
            + $"closed_at {d.Integer}, close_reason {d.Integer} not null, next_deadline_at {d.Integer}, "
            + $"deadline_shard {d.Integer}, preferred {d.Id}, expires_at {d.Integer}, labels {d.Text}, "
            + $"marks {d.Integer} not null default 0, unique (thread, ordinal))",
        $"insert into conversation ({Heads}) select {Heads} from conversation_before "
            + "order by opened_at, thread, ordinal",
        "drop table conversation_before",

        // Of ConversationState: 2 waiting; 3 offered, 4 assigned, 6 wrap-up fill a slot; 8 closed.
        "create index conversation_waiting on conversation (tenant, queue, thread, ordinal) where state = 2",
        "create index conversation_slots on conversation (tenant, agent, thread, ordinal) where state in (3, 4, 6)",
        "create index conversation_opened on conversation (tenant, opened_at, thread, ordinal)",
        "create index conversation_open on conversation (tenant, opened_at, thread, ordinal) where state <> 8",
        "create index conversation_queue on conversation (tenant, queue, opened_at, thread, ordinal) "
            + "where queue is not null",
        "create index conversation_agent on conversation (tenant, agent, opened_at, thread, ordinal) "
            + "where agent is not null",
        "create index conversation_contact on conversation (tenant, contact, opened_at, thread, ordinal)",
        "create index conversation_deadline on conversation (deadline_shard, next_deadline_at, thread, ordinal) "
            + "where next_deadline_at is not null",
    ];

    private static ImmutableArray<string> Events(SchemaDialect d) =>
    [
        "alter table event rename to event_before",
        $"create table event (conversation {d.Integer} not null, version {d.Integer} not null, type {d.Text} not null, "
            + $"at {d.Integer} not null, body {d.Bytes} not null, primary key (conversation, version))",
        "insert into event (conversation, version, type, at, body) select c.number, e.version, e.type, e.at, e.body "
            + "from event_before e join conversation c on c.thread = e.thread "
            + "and e.version between c.first_version and c.version order by c.number, e.version",
        "drop table event_before",
    ];

    private static ImmutableArray<string> Outbox(SchemaDialect d) =>
    [
        "alter table outbox rename to outbox_before",
        $"create table outbox (conversation {d.Integer} not null, version {d.Integer} not null, "
            + $"thread {d.Id} not null, tenant {d.Id} not null, ordinal {d.Integer} not null, sender {d.Id} not null, "
            + $"state {d.Integer} not null, code {d.Text}, state_at {d.Integer} not null, "
            + $"attempts {d.Integer} not null, next_attempt_at {d.Integer} not null, due_at {d.Integer}, "
            + $"dead_letter {d.Integer} not null, primary key (conversation, version))",
        $"insert into outbox (conversation, {Messages}) select c.number, "
            + string.Join(", ", Messages.Split(", ").Select(column => $"o.{column}"))
            + " from outbox_before o join conversation c on c.thread = o.thread and c.ordinal = o.ordinal "
            + "order by c.number, o.version",
        "drop table outbox_before",
        "create index outbox_due on outbox (sender, due_at, thread, version) where due_at is not null",
        "create index outbox_dead on outbox (tenant, state_at, thread, version) where dead_letter <> 0",
        "create index outbox_dead_sender on outbox (tenant, sender, state_at, thread, version) where dead_letter <> 0",
        // Of DeliveryState: 1 queued.
        "create index outbox_queued on outbox (thread, version) where state = 1",
    ];
}
