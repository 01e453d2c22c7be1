using LiveChat.Contracts.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Deadlines;

namespace LiveChat.Storage.Memory;

internal sealed class MemoryDeadlineStore(MemoryTables tables) : IDeadlineStore
{
    public ValueTask<bool> Move(
        TenantId tenant, ConversationId conversation, long version, DateTimeOffset? at,
        CancellationToken cancel = default)
    {
        lock (tables.Lock)
        {
            var heads = tables.Thread(tenant, conversation.Thread)?.Heads;
            var head = heads?.ElementAtOrDefault(conversation.Ordinal - 1);
            if (head?.Version != version) return new(false);
            tables.SetDeadline(tenant, conversation, at);
            return new(true);
        }
    }

    public ValueTask<IReadOnlyList<ArmedDeadline>> Armed(
        int shard, DateTimeOffset until, ArmedDeadline? after, int limit, CancellationToken cancel = default)
    {
        lock (tables.Lock)
        {
            return new((IReadOnlyList<ArmedDeadline>)
            [
                .. tables.Deadlines
                    .Where(it => DeadlineShard.Of(it.Key.Thread) == shard && it.Value.At <= until)
                    .Select(it => new ArmedDeadline(it.Value.Tenant, it.Key, it.Value.At))
                    .Where(it => after is not { } last
                        || (it.At, it.Conversation).CompareTo((last.At, last.Conversation)) > 0)
                    .OrderBy(it => (it.At, it.Conversation))
                    .Take(limit),
            ]);
        }
    }

    public ValueTask<IReadOnlyList<(TenantId Tenant, AgentId Agent)>> AgentsWithSlots(
        CancellationToken cancel = default)
    {
        lock (tables.Lock)
        {
            return new((IReadOnlyList<(TenantId, AgentId)>)
            [
                .. tables.Heads.Where(head => head is { FillsSlot: true, Agent: not null })
                    .Select(head => (head.Tenant, head.Agent!.Value)).Distinct().Order(),
            ]);
        }
    }

    public ValueTask<IReadOnlyList<DeadlineReview>> Reviews(int limit, CancellationToken cancel = default)
    {
        lock (tables.Lock)
        {
            return new((IReadOnlyList<DeadlineReview>)
                [.. tables.Reviews.Take(limit).Select(it => new DeadlineReview(it.Key.Item1, it.Key.Item2, it.Value))]);
        }
    }

    public ValueTask EndReview(DeadlineReview review, CancellationToken cancel = default)
    {
        lock (tables.Lock)
        {
            var key = (review.Tenant, review.Queue);
            if (tables.Reviews.TryGetValue(key, out var number) && number == review.Number) tables.Reviews.Remove(key);
            return ValueTask.CompletedTask;
        }
    }
}
