using LiveChat.Contracts.Streams;
using LiveChat.Engine.Sweeps;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveChat.Grains.Hosting;

/// <summary>
/// When a node dies or leaves, wakes at once whoever has rows that say there is work, every shard of deadlines among
/// them, and has the streams of this node look for their agents: what had its place there comes to another node.
/// </summary>
internal sealed partial class ClusterWatch(
    IClusterMembershipService membership, Sweep sweep, ILocalStreams streams, ILogger<ClusterWatch> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        HashSet<SiloAddress>? known = null;
        await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stoppingToken))
        {
            if (snapshot.Members.IsEmpty) continue;
            var gone = snapshot.Members.Values.Where(it => it.Status == SiloStatus.Dead).Select(it => it.SiloAddress);
            if (known is null)
            {
                // For whoever was gone before this node came, the sweeps of its start wake everybody.
                known = [.. gone];
                continue;
            }

            var count = gone.Count(known.Add);
            if (count == 0) continue;
            LogGone(count);
            await WakeAll(stoppingToken);
        }
    }

    private async Task WakeAll(CancellationToken stopping)
    {
        try
        {
            streams.Renew();
            sweep.Expect();
            await sweep.Once(stopping);
        }
        catch (Exception trouble) when (!stopping.IsCancellationRequested)
        {
            // The sweep of every process comes again within seconds.
            LogNotWoken(trouble);
        }
    }

    [LoggerMessage(
        1, LogLevel.Warning, "{Count} nodes have left the cluster or died; their actors are woken elsewhere")]
    private partial void LogGone(int count);

    [LoggerMessage(2, LogLevel.Warning, "Not everybody could be woken after the death of a node")]
    private partial void LogNotWoken(Exception trouble);
}
