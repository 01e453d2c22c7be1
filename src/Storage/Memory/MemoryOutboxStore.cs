using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Outbox;

namespace LiveChat.Storage.Memory;

internal sealed class MemoryOutboxStore(MemoryTables tables) : IOutboxStore
{
    public ValueTask<IReadOnlyList<SenderId>> SendersWithQueued(CancellationToken cancel = default)
    {
        lock (tables.Lock)
            return new((IReadOnlyList<SenderId>)[.. Firsts().Select(row => row.Message.Sender).Distinct().Order()]);
    }

    public ValueTask<IReadOnlyList<OutboxMessage>> Due(
        SenderId sender, DateTimeOffset now, int max, CancellationToken cancel = default)
    {
        lock (tables.Lock) return new(Messages(DueOf(sender, now).Take(max)));
    }

    public ValueTask<IReadOnlyList<OutboxMessage>> Lease(
        TenantId tenant, SenderId sender, DateTimeOffset now, DateTimeOffset until, int max,
        CancellationToken cancel = default)
    {
        lock (tables.Lock)
        {
            List<MemoryDelivery> leased = [.. DueOf(sender, now).Where(row => row.Message.Tenant == tenant).Take(max)];
            foreach (var row in leased) row.Message = row.Message with { NextAttemptAt = until };
            return new(Messages(leased));
        }
    }

    public ValueTask<IReadOnlyList<DeliveryChange?>> Record(
        IReadOnlyList<DeliveryUpdate> updates, CancellationToken cancel = default)
    {
        lock (tables.Lock) return new((IReadOnlyList<DeliveryChange?>)[.. updates.Select(Record)]);
    }

    public ValueTask<IReadOnlyList<DeliveryStanding>> Standing(
        TenantId tenant, ConversationId conversation, long fromVersion, long toVersion,
        CancellationToken cancel = default)
    {
        lock (tables.Lock)
        {
            return new((IReadOnlyList<DeliveryStanding>)
            [
                .. from row in tables.Outbox.Values
                   where row.Message.Tenant == tenant && row.Message.Conversation == conversation
                       && row.Message.Id.Version >= fromVersion && row.Message.Id.Version <= toVersion
                   select new DeliveryStanding(row.Message.Id.Version, row.State, row.Code, row.StateAt),
            ]);
        }
    }

    public ValueTask<IReadOnlyList<DeadLetter>> DeadLetters(
        TenantId tenant, SenderId? sender, DeadLetterCursor? after, int limit, CancellationToken cancel = default)
    {
        lock (tables.Lock)
        {
            return new((IReadOnlyList<DeadLetter>)
            [
                .. tables.Outbox.Values
                    .Where(row => row.GivenUp && row.Message.Tenant == tenant)
                    .Where(row => sender is null || row.Message.Sender == sender)
                    .Where(row => after is not { } last || Place(row).CompareTo(Place(last)) < 0)
                    .OrderByDescending(Place)
                    .Take(limit)
                    .Select(row => new DeadLetter(row.Message, row.Code, row.StateAt)),
            ]);
        }
    }

    public ValueTask<IReadOnlyList<OutboxMessage?>> Requeue(
        TenantId tenant, IReadOnlyList<MessageId> messages, DateTimeOffset now, CancellationToken cancel = default)
    {
        lock (tables.Lock)
            return new((IReadOnlyList<OutboxMessage?>)[.. messages.Select(id => Requeue(tenant, id, now))]);
    }

    private static (DateTimeOffset, ThreadId, long) Place(MemoryDelivery row) =>
        (row.StateAt, row.Message.Id.Thread, row.Message.Id.Version);

    private static (DateTimeOffset, ThreadId, long) Place(DeadLetterCursor last) =>
        (last.GivenUpAt, last.Message.Thread, last.Message.Version);

    private static IReadOnlyList<OutboxMessage> Messages(IEnumerable<MemoryDelivery> rows) =>
        [.. rows.Select(row => row.Message)];

    /// <summary>The first queued row of each thread.</summary>
    private IEnumerable<MemoryDelivery> Firsts() => tables.Outbox.Values
        .Where(row => row.State == DeliveryState.Queued)
        .DistinctBy(row => row.Message.Id.Thread);

    private IEnumerable<MemoryDelivery> DueOf(SenderId sender, DateTimeOffset now) => Firsts()
        .Where(row => row.Message.Sender == sender && row.Message.NextAttemptAt <= now)
        .OrderBy(row => (row.Message.NextAttemptAt, row.Message.Id.Thread));

    private OutboxMessage? Requeue(TenantId tenant, MessageId id, DateTimeOffset now)
    {
        if (!tables.Outbox.TryGetValue((id.Thread, id.Version), out var row)
            || row.Message.Tenant != tenant || !row.GivenUp) return null;
        row.GivenUp = false;
        row.State = DeliveryState.Queued;
        row.StateAt = now;
        row.Code = null;
        return row.Message = row.Message with { Attempts = 0, NextAttemptAt = now };
    }

    private DeliveryChange? Record(DeliveryUpdate update)
    {
        if (!tables.Outbox.TryGetValue((update.Message.Thread, update.Message.Version), out var row)
            || row.Message.Tenant != update.Tenant) return null;

        var next = DeliveryRules.Next(row.State, update);
        if (next is { } state) Move(row, state, update);
        var id = row.Message.Conversation;
        var head = tables.Threads[id.Thread].Heads[id.Ordinal - 1];
        return new DeliveryChange(
            id, row.Message.Sender, head.FillsSlot ? head.Agent : null, row.State, Changed: next is not null);
    }

    private static void Move(MemoryDelivery row, DeliveryState state, DeliveryUpdate update)
    {
        row.Code = update.Code;
        if (state == DeliveryState.Queued)
        {
            var nextAttemptAt = update.NextAttemptAt ?? update.At;
            row.Message = row.Message with { Attempts = row.Message.Attempts + 1, NextAttemptAt = nextAttemptAt };
            return;
        }

        row.State = state;
        row.StateAt = update.At;
        row.GivenUp = update.DeadLetter;
    }
}
