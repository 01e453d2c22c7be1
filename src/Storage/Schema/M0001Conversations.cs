using System.Collections.Immutable;

namespace LiveChat.Storage.Schema;

/// <summary>The log and its heads, dedupe, outbox, agent rows, and the installation's own record.</summary>
internal static class M0001Conversations
{
    public static readonly Migration Migration =
        new(1, "conversations", dialect => [.. Tables(dialect), .. Indexes]);

    // Numbers of ConversationState: 2 waiting; 3 offered, 4 assigned, 6 wrap-up fill a slot; 8 closed. Of
    // DeliveryState: 1 queued. They are part of the storage format.
    private static ImmutableArray<string> Indexes =>
    [
        "create index conversation_waiting on conversation (tenant, queue, thread, ordinal) where state = 2",
        "create index conversation_slots on conversation (tenant, agent, thread, ordinal) where state in (3, 4, 6)",
        "create index conversation_opened on conversation (tenant, opened_at, thread, ordinal)",
        "create index conversation_open on conversation (tenant, opened_at, thread, ordinal) where state <> 8",
        "create index conversation_queue on conversation (tenant, queue, opened_at, thread, ordinal) "
            + "where queue is not null",
        "create index conversation_agent on conversation (tenant, agent, opened_at, thread, ordinal) "
            + "where agent is not null",
        "create index conversation_contact on conversation (tenant, contact, opened_at, thread, ordinal)",
        "create index outbox_due on outbox (sender, due_at, thread, version) where due_at is not null",
        "create index outbox_dead on outbox (tenant, state_at, thread, version) where dead_letter <> 0",
        "create index outbox_dead_sender on outbox (tenant, sender, state_at, thread, version) where dead_letter <> 0",
        "create index outbox_queued on outbox (thread, version) where state = 1",
        "create index agent_gone on agent (tenant, agent) where gone <> 0",
    ];

    private static ImmutableArray<string> Tables(SchemaDialect d) =>
    [
        // Rows of event, conversation and outbox are kept in the order of their arrival, for their keys are hashes: in
        // the order of the key each row would dirty a page of its own, where now a page of the index takes many, and
        // rows that change soon after they came, as an outbox's do, change in pages they share.
        $"create table event (thread {d.Id} not null, version {d.Integer} not null, type {d.Text} not null, "
            + $"at {d.Integer} not null, body {d.Bytes} not null, primary key (thread, version))",

        $"create table conversation (thread {d.Id} not null, ordinal {d.Integer} not null, tenant {d.Id} not null, "
            + $"version {d.Integer} not null, first_version {d.Integer} not null, "
            + $"state_version {d.Integer} not null, state {d.Integer} not null, sender {d.Id} not null, "
            + $"sender_address {d.Text} not null, channel {d.Integer} not null, contact {d.Text} not null, "
            + $"language {d.Text}, queue {d.Id}, admitted {d.Integer} not null, agent {d.Id}, token {d.Id}, "
            + $"previous_agent {d.Id}, excluded {d.Id}, priority {d.Integer} not null, "
            + $"opened_at {d.Integer} not null, queued_at {d.Integer}, assigned_at {d.Integer}, "
            + $"closed_at {d.Integer}, close_reason {d.Integer} not null, "
            + $"primary key (thread, ordinal))",

        $"create table seen (tenant {d.Id} not null, key {d.Id} not null, thread {d.Id} not null, "
            + $"ordinal {d.Integer} not null, version {d.Integer} not null, at {d.Integer} not null, "
            + $"primary key (tenant, key)){d.Clustered}",

        // The text of an MT is its event's and its addresses are its conversation's: here is only how far it got.
        // due_at repeats next_attempt_at in the first queued row of each thread alone; a lease moves both.
        $"create table outbox (thread {d.Id} not null, version {d.Integer} not null, tenant {d.Id} not null, "
            + $"ordinal {d.Integer} not null, sender {d.Id} not null, state {d.Integer} not null, code {d.Text}, "
            + $"state_at {d.Integer} not null, attempts {d.Integer} not null, "
            + $"next_attempt_at {d.Integer} not null, due_at {d.Integer}, dead_letter {d.Integer} not null, "
            + $"primary key (thread, version))",

        // gone: disabled or deleted. It and the epoch are also written by AgentRows, with the administration.
        $"create table agent (tenant {d.Id} not null, agent {d.Id} not null, epoch {d.Integer} not null, "
            + $"online {d.Flag} not null, status {d.Text} not null, takes_new {d.Flag} not null, "
            + $"gone {d.Integer} not null, primary key (tenant, agent)){d.Clustered}",

        $"create table installation (name {d.Text} not null primary key, value {d.Bytes} not null)",
    ];
}
