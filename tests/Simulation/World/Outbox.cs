using LiveChat.Contracts.Outbox;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Simulation.Audit;
using LiveChat.Storage.Memory;
using LiveChat.Storage.Outbox;

namespace LiveChat.Simulation.World;

/// <summary>
/// The adapter's side of the outbox: hands over what the rows say, forgets some of it in a crash, and checks P8.
/// </summary>
public sealed class Outbox(MemoryStore disk, LogAudit audit) : IOutboxFeed
{
    private readonly Dictionary<ThreadId, List<long>> _handedOver = [];

    public void Committed(IReadOnlyList<OutboxMessage> messages)
    {
        foreach (var message in messages) CheckOnDisk(message);
    }

    public void Missed(SenderId sender)
    {
    }

    /// <summary>Hands over what is due; with <c>recorded</c> false the process dies before it notes so.</summary>
    public void HandOver(DateTimeOffset now, bool recorded)
    {
        foreach (var sender in disk.Outbox.SendersWithQueued().AsTask().Result)
        {
            foreach (var message in disk.Outbox.Due(sender, now, 100).AsTask().Result)
            {
                CheckOnDisk(message);
                var versions = _handedOver.TryGetValue(message.Id.Thread, out var known)
                    ? known
                    : _handedOver[message.Id.Thread] = [];
                if (!versions.Contains(message.Id.Version)) versions.Add(message.Id.Version);
                if (!recorded) continue;
                var update = new DeliveryUpdate(message.Tenant, message.Id, DeliveryState.Sent, null, now);
                disk.Outbox.Record([update]).AsTask().Wait();
            }
        }
    }

    /// <summary>P8: everything said to a contact was handed over, the first time in order.</summary>
    public void Check()
    {
        foreach (var thread in audit.Heads.Keys)
        {
            var said = audit.Log(thread).Select((happened, i) => (Event: happened, Version: i + 1L))
                .Where(it => MtText.Of(it.Event) is not null).Select(it => it.Version).ToList();
            var handedOver = _handedOver.GetValueOrDefault(thread) ?? [];
            if (!said.SequenceEqual(handedOver))
                throw new Violation(
                    "P8",
                    $"thread {thread} said {string.Join(',', said)}, handed over {string.Join(',', handedOver)}");
        }
    }

    private void CheckOnDisk(OutboxMessage message)
    {
        var log = audit.Log(message.Id.Thread);
        var text = message.Id.Version <= log.Count ? MtText.Of(log[(int)message.Id.Version - 1]) : null;
        if (text != message.Text) throw new Violation("P8", $"{message.Id} was let out before its event was on disk");
    }
}
