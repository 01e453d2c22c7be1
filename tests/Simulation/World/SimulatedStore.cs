using LiveChat.Contracts.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Embedded.Deterministic;
using LiveChat.Simulation.Audit;
using LiveChat.Storage;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Deadlines;
using LiveChat.Storage.Memory;
using LiveChat.Storage.Queues;

namespace LiveChat.Simulation.World;

/// <summary>
/// A store with a disk's delays and bad days around the one in memory: writes take time, may be refused, may fail
/// before or after they took effect. When the process crashes, a prefix of what was under way is on disk and the rest
/// never was.
/// </summary>
public sealed class SimulatedStore(MemoryStore disk, Scenario scenario, LogAudit audit)
    : IConversationStore, IAgentStore, IQueueStore, IDeadlineStore
{
    private readonly List<Write> _underWay = [];

    public required Func<DeterministicEngine> Engine { get; init; }

    /// <summary>While false, nothing fails.</summary>
    public bool InTrouble { get; set; } = true;

    public void Crash()
    {
        var kept = Engine().Random.Next(_underWay.Count + 1);
        foreach (var write in _underWay.Take(kept)) write.Commit();
        foreach (var write in _underWay) write.IsLost = true;
        _underWay.Clear();
    }

    public ValueTask<AppendResult> Append(Append append, CancellationToken cancel = default)
    {
        AppendResult result = default;
        return Through(
            () =>
            {
                result = disk.Conversations.Append(append, CancellationToken.None).AsTask().Result;
                if (result.Outcome == AppendOutcome.Appended) audit.Committed(append);
            },
            () => result,
            () => new AppendResult(AppendOutcome.Busy));
    }

    public ValueTask<AgentRow> RaiseEpoch(TenantId tenant, AgentId agent, CancellationToken cancel = default)
    {
        AgentRow? row = null;
        return Through(
            () => row = disk.Agents.RaiseEpoch(tenant, agent, CancellationToken.None).AsTask().Result,
            () => row!,
            () => throw new StoreBusyException("simulated"));
    }

    public ValueTask<long> RaiseEpoch(TenantId tenant, QueueId queue, CancellationToken cancel = default)
    {
        var raised = 0L;
        return Through(
            () => raised = disk.Queues.RaiseEpoch(tenant, queue, CancellationToken.None).AsTask().Result,
            () => raised,
            () => throw new StoreBusyException("simulated"));
    }

    public ValueTask<bool> SetPresence(
        TenantId tenant, AgentId agent, AgentRow row, CancellationToken cancel = default)
    {
        var written = false;
        return Through(
            () =>
            {
                written = disk.Agents.SetPresence(tenant, agent, row, CancellationToken.None).AsTask().Result;
                if (written) audit.InForce.IsRemembered(agent, row.Online);
            },
            () => written,
            () => throw new StoreBusyException("simulated"));
    }

    public async ValueTask<AgentRow?> Find(TenantId tenant, AgentId agent, CancellationToken cancel = default)
    {
        await Read();
        return await disk.Agents.Find(tenant, agent, cancel);
    }

    public ValueTask<bool> Move(
        TenantId tenant, ConversationId conversation, long version, DateTimeOffset? at,
        CancellationToken cancel = default)
    {
        var moved = false;
        return Through(
            () => moved = disk.Deadlines
                .Move(tenant, conversation, version, at, CancellationToken.None).AsTask().Result,
            () => moved,
            () => throw new StoreBusyException("simulated"));
    }

    public async ValueTask<IReadOnlyList<ArmedDeadline>> Armed(
        int shard, DateTimeOffset until, ArmedDeadline? after, int limit, CancellationToken cancel = default)
    {
        await Read();
        return await disk.Deadlines.Armed(shard, until, after, limit, cancel);
    }

    public ValueTask<IReadOnlyList<(TenantId Tenant, AgentId Agent)>> AgentsWithSlots(
        CancellationToken cancel = default) => disk.Deadlines.AgentsWithSlots(cancel);

    public ValueTask<IReadOnlyList<DeadlineReview>> Reviews(int limit, CancellationToken cancel = default) =>
        disk.Deadlines.Reviews(limit, cancel);

    public async ValueTask EndReview(DeadlineReview review, CancellationToken cancel = default)
    {
        await Read();
        await disk.Deadlines.EndReview(review, cancel);
    }

    public async ValueTask<SeenAnswer?> FindSeen(TenantId tenant, SeenKey key, CancellationToken cancel = default)
    {
        await Read();
        return await disk.Conversations.FindSeen(tenant, key, cancel);
    }

    public async ValueTask<LoadedThread?> Load(TenantId tenant, ThreadId thread, CancellationToken cancel = default)
    {
        await Read();
        return await disk.Conversations.Load(tenant, thread, cancel);
    }

    public async ValueTask<ConversationHead?> Head(
        TenantId tenant, ConversationId id, CancellationToken cancel = default)
    {
        await Read();
        return await disk.Conversations.Head(tenant, id, cancel);
    }

    public async ValueTask<IReadOnlyList<StoredEvent>> Events(
        TenantId tenant, ConversationId id, long fromVersion, int limit, CancellationToken cancel = default)
    {
        await Read();
        return await disk.Conversations.Events(tenant, id, fromVersion, limit, cancel);
    }

    public async ValueTask<IReadOnlyList<ConversationHead>> WaitingIn(
        TenantId tenant, QueueId queue, ConversationId? after, int limit, CancellationToken cancel = default)
    {
        await Read();
        return await disk.Conversations.WaitingIn(tenant, queue, after, limit, cancel);
    }

    public async ValueTask<IReadOnlyList<ConversationHead>> SlotsOf(
        TenantId tenant, AgentId agent, CancellationToken cancel = default)
    {
        await Read();
        return await disk.Conversations.SlotsOf(tenant, agent, cancel);
    }

    public async ValueTask<IReadOnlyList<ConversationId>> SlotIdsOf(
        TenantId tenant, AgentId agent, CancellationToken cancel = default)
    {
        await Read();
        return await disk.Conversations.SlotIdsOf(tenant, agent, cancel);
    }

    public ValueTask<IReadOnlyList<long>> HandledBy(
        TenantId tenant, IReadOnlyList<AgentId> agents, DateTimeOffset since, CancellationToken cancel = default) =>
        disk.Conversations.HandledBy(tenant, agents, since, cancel);

    public ValueTask<long> HandledCount(TenantId tenant, DateTimeOffset since, CancellationToken cancel = default) =>
        disk.Conversations.HandledCount(tenant, since, cancel);

    public ValueTask<IReadOnlyList<ConversationHead>> List(
        TenantId tenant, ConversationFilter filter, ListCursor? after, int limit, CancellationToken cancel = default) =>
        disk.Conversations.List(tenant, filter, after, limit, cancel);

    public ValueTask<IReadOnlyList<(TenantId Tenant, QueueId Queue)>> QueuesWithWaiting(
        CancellationToken cancel = default) => disk.Conversations.QueuesWithWaiting(cancel);

    public ValueTask<IReadOnlyList<(TenantId Tenant, AgentId Agent)>> GoneAgentsWithSlots(
        CancellationToken cancel = default) => disk.Conversations.GoneAgentsWithSlots(cancel);

    private async ValueTask<T> Through<T>(Action commit, Func<T> result, Func<T> busy)
    {
        var engine = Engine();
        var fault = InTrouble && engine.Random.Next(1000) < scenario.StoreFaultsPerMille ? engine.Random.Next(1, 4) : 0;
        if (fault == 1) return busy();
        var write = new Write(commit);
        _underWay.Add(write);
        // The disk goes on by itself: a crash of the actor that waits does not call the write back.
        var writing = engine.Start(async () =>
        {
            await engine.Delay(TimeSpan.Zero, scenario.StoreDelayMax);
            if (fault != 2 && !write.IsLost) write.Commit();
            _underWay.Remove(write);
            if (!write.IsLost) await engine.Delay(TimeSpan.Zero, scenario.StoreDelayMax / 4);
        });
        await writing;
        if (fault != 0) throw new StoreUnavailableException("simulated");
        return result();
    }

    private async Task Read()
    {
        var engine = Engine();
        await engine.Delay(TimeSpan.Zero, scenario.StoreDelayMax / 4);
        if (InTrouble && engine.Random.Next(4000) < scenario.StoreFaultsPerMille)
            throw new StoreUnavailableException("simulated");
    }

    private sealed class Write(Action commit)
    {
        public bool IsLost { get; set; }

        public bool IsDone { get; private set; }

        public void Commit()
        {
            if (IsDone) return;
            IsDone = true;
            commit();
        }
    }
}
