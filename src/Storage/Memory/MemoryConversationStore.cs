using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;

namespace LiveChat.Storage.Memory;

internal sealed class MemoryConversationStore(MemoryTables tables) : IConversationStore
{
    public ValueTask<AppendResult> Append(Append append, CancellationToken cancel = default)
    {
        AppendShape.Check(append);
        lock (tables.Lock)
        {
            var refusal = Gates(append);
            if (refusal is null) Write(append);
            return new(refusal ?? new AppendResult(AppendOutcome.Appended));
        }
    }

    public ValueTask<SeenAnswer?> FindSeen(TenantId tenant, SeenKey key, CancellationToken cancel = default)
    {
        lock (tables.Lock) return new(tables.Seen.GetValueOrDefault((tenant, key)));
    }

    public ValueTask<LoadedThread?> Load(TenantId tenant, ThreadId thread, CancellationToken cancel = default)
    {
        lock (tables.Lock)
        {
            if (tables.Thread(tenant, thread) is not { } known) return new((LoadedThread?)null);
            var head = known.Heads[^1];
            DateTimeOffset? deadlineAt = tables.Deadlines.TryGetValue(head.Id, out var armed) ? armed.At : null;
            return new(new LoadedThread(head, known.Events[(int)(head.FirstVersion - 1)..], deadlineAt));
        }
    }

    public ValueTask<ConversationHead?> Head(TenantId tenant, ConversationId id, CancellationToken cancel = default)
    {
        lock (tables.Lock) return new(Find(tenant, id));
    }

    public ValueTask<IReadOnlyList<StoredEvent>> Events(
        TenantId tenant, ConversationId id, long fromVersion, int limit, CancellationToken cancel = default)
    {
        lock (tables.Lock)
        {
            if (Find(tenant, id) is not { } head) return new((IReadOnlyList<StoredEvent>)[]);
            var events = tables.Threads[id.Thread].Events;
            return new((IReadOnlyList<StoredEvent>)
            [
                .. events.Select((happened, index) => new StoredEvent(index + 1, happened))
                    .Where(it => it.Version >= Math.Max(fromVersion, head.FirstVersion) && it.Version <= head.Version)
                    .Take(limit),
            ]);
        }
    }

    public ValueTask<IReadOnlyList<ConversationHead>> WaitingIn(
        TenantId tenant, QueueId queue, ConversationId? after, int limit, CancellationToken cancel = default) =>
        Select(heads => heads
            .Where(head => head.Tenant == tenant && head.WaitsIn(queue))
            .Where(head => after is not { } last || head.Id.CompareTo(last) > 0)
            .OrderBy(head => head.Id)
            .Take(limit));

    public ValueTask<IReadOnlyList<ConversationHead>> SlotsOf(
        TenantId tenant, AgentId agent, CancellationToken cancel = default) =>
        Select(heads => heads
            .Where(head => head.Tenant == tenant && head.FillsSlotOf(agent))
            .OrderBy(head => head.Id));

    public async ValueTask<IReadOnlyList<ConversationId>> SlotIdsOf(
        TenantId tenant, AgentId agent, CancellationToken cancel = default) =>
        [.. (await SlotsOf(tenant, agent, cancel)).Select(head => head.Id)];

    public ValueTask<IReadOnlyList<ConversationHead>> List(
        TenantId tenant, ConversationFilter filter, ListCursor? after, int limit, CancellationToken cancel = default) =>
        Select(heads => heads
            .Where(head => head.Tenant == tenant && Passes(filter, head))
            .Where(head => after is not { } last || (head.OpenedAt, head.Id).CompareTo((last.OpenedAt, last.Id)) < 0)
            .OrderByDescending(head => (head.OpenedAt, head.Id))
            .Take(limit));

    public ValueTask<IReadOnlyList<long>> HandledBy(
        TenantId tenant, IReadOnlyList<AgentId> agents, DateTimeOffset since, CancellationToken cancel = default) =>
        Select(heads =>
        {
            var counts = heads.Where(head => head.Tenant == tenant && head.Agent is not null && head.OpenedAt >= since)
                .CountBy(head => head.Agent!.Value).ToDictionary();
            return agents.Select(agent => (long)counts.GetValueOrDefault(agent));
        });

    public async ValueTask<long> HandledCount(
        TenantId tenant, DateTimeOffset since, CancellationToken cancel = default) =>
        (await Select(heads => heads.Where(
            head => head.Tenant == tenant && head.Agent is not null && head.OpenedAt >= since))).Count;

    public ValueTask<IReadOnlyList<(TenantId Tenant, QueueId Queue)>> QueuesWithWaiting(
        CancellationToken cancel = default) =>
        Select(heads => heads
            .Where(head => head is { State: ConversationState.Waiting, Queue: not null })
            .Select(head => (head.Tenant, head.Queue!.Value))
            .Distinct()
            .Order());

    public ValueTask<IReadOnlyList<(TenantId Tenant, AgentId Agent)>> GoneAgentsWithSlots(
        CancellationToken cancel = default) =>
        Select(heads => heads
            .Where(head => head is { FillsSlot: true, Agent: not null })
            .Select(head => (head.Tenant, head.Agent!.Value))
            .Where(it => tables.Agents.TryGetValue(it, out var agent) && agent.Gone)
            .Distinct()
            .Order());

    private static bool Passes(ConversationFilter filter, ConversationHead head) =>
        (filter.State is not { } state || head.State == state)
        && (filter.Queue is not { } queue || head.Queue == queue)
        && (filter.Agent is not { } agent || head.Agent == agent)
        && (filter.Contact is not { } contact || head.Contact == contact)
        && (filter.From is not { } from || head.OpenedAt >= from)
        && (filter.To is not { } to || head.OpenedAt < to)
        && (!filter.OpenOnly || head.IsOpen);

    private AppendResult? Gates(Append append)
    {
        if (append.Seen is { } seen && tables.Seen.TryGetValue((append.Tenant, seen), out var first))
            return new AppendResult(AppendOutcome.Duplicate, first);

        var follows = tables.Threads.TryGetValue(append.Thread, out var thread)
            ? thread.Tenant == append.Tenant && thread.Events.Count + 1 == append.FirstVersion
                && append.Head.Id.Ordinal - thread.Heads.Count is 0 or 1
            : append is { FirstVersion: 1, Head.Id.Ordinal: 1 };
        if (!follows) return new AppendResult(AppendOutcome.Conflict);

        if (append.Fence is not { } fence) return null;
        return EpochOf(append.Tenant, fence) == fence.Epoch ? null : new AppendResult(AppendOutcome.Fenced);
    }

    private long EpochOf(TenantId tenant, Fence fence) => fence switch
    {
        AgentFence it => tables.Agents.GetValueOrDefault((tenant, it.Agent), MemoryAgent.New).Row.Epoch,
        QueueFence it => tables.Queues.GetValueOrDefault((tenant, it.Queue)),
        _ => throw new ArgumentOutOfRangeException(nameof(fence), fence.GetType(), "A fence nobody keeps."),
    };

    private void Write(Append append)
    {
        if (!tables.Threads.TryGetValue(append.Thread, out var thread))
            tables.Threads[append.Thread] = thread = new MemoryThread(append.Tenant);
        thread.Events.AddRange(append.Events);
        if (append.Head.Id.Ordinal > thread.Heads.Count) thread.Heads.Add(append.Head);
        else thread.Heads[^1] = append.Head;

        MemoryQuestionnaireStore.Write(tables, append);
        if (append.Deadline is { } deadline) tables.SetDeadline(append.Tenant, append.Head.Id, deadline.At);
        if (append.Seen is { } seen)
            tables.Seen[(append.Tenant, seen)] = new(append.Head.Id, append.FirstVersion, append.Events[0].At);
        if (append.Outbox.IsDefaultOrEmpty) return;
        foreach (var message in append.Outbox)
            tables.Outbox.Add((message.Id.Thread, message.Id.Version), new MemoryDelivery(AsKept(message)));
    }

    private static OutboxMessage AsKept(OutboxMessage message) =>
        message with { Cause = TraceParent.Read(TraceParent.Of(message.Cause)) };

    private ConversationHead? Find(TenantId tenant, ConversationId id) =>
        tables.Thread(tenant, id.Thread) is { } thread && id.Ordinal >= 1 && id.Ordinal <= thread.Heads.Count
            ? thread.Heads[id.Ordinal - 1]
            : null;

    private ValueTask<IReadOnlyList<T>> Select<T>(Func<IEnumerable<ConversationHead>, IEnumerable<T>> query)
    {
        lock (tables.Lock) return new((IReadOnlyList<T>)[.. query(tables.Heads)]);
    }
}
