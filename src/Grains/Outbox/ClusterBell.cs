using System.Collections.Concurrent;
using LiveChat.Contracts.Outbox;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Primitives;

namespace LiveChat.Grains.Outbox;

/// <summary>
/// Rings wherever in the cluster a fetcher waits. A node says to a sender's desk, again and again, that somebody waits
/// there; a node that is new to the desk is rung at once, for what was committed while its word was on the way.
/// </summary>
internal sealed class ClusterBell(ClusterDesks desks, ILocalBell bell, ILocalStreams streams, TimeProvider time)
    : IOutboxBell
{
    /// <summary>A node that has not said for this long that somebody waits there is not rung.</summary>
    internal static readonly TimeSpan WaitsFor = TimeSpan.FromSeconds(15);

    /// <summary>Whoever waits looks again, and takes the next ring, more often than a node is forgotten.</summary>
    private static readonly TimeSpan s_sayEach = TimeSpan.FromSeconds(4);

    /// <summary>When it was last said of each sender whose messages are fetched here.</summary>
    private readonly ConcurrentDictionary<SenderId, long> _saidAt = new();

    public Task NextRing(SenderId sender)
    {
        var ring = bell.NextRing(sender);
        var now = time.GetTimestamp();
        if (!_saidAt.TryGetValue(sender, out var said) || time.GetElapsedTime(said, now) >= s_sayEach)
        {
            _saidAt[sender] = now;
            desks.Tell(sender, new FetcherWaits(sender, streams.Node));
        }

        return ring;
    }

    public void Ring(SenderId sender)
    {
        bell.Ring(sender);
        desks.Tell(sender, new OutboxRang(sender));
    }
}
