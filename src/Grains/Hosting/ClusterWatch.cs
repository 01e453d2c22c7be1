using LiveChat.Contracts.Streams;
using LiveChat.Engine.Sweeps;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveChat.Grains.Hosting;

/// <summary>
/// When a node dies, wakes at once whoever has rows that say there is work, every shard of deadlines among them, and
/// has the streams of this node look for their agents: what had its place at the dead node comes to another.
/// </summary>
internal sealed partial class ClusterWatch(
    IClusterMembershipService membership, Sweep sweep, ILocalStreams streams, ILogger<ClusterWatch> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var dead = new HashSet<SiloAddress>();
        await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stoppingToken))
        {
            var died = snapshot.Members.Values.Count(it => it.Status == SiloStatus.Dead && dead.Add(it.SiloAddress));
            if (died == 0) continue;
            LogDied(died);
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

    [LoggerMessage(1, LogLevel.Warning, "{Count} nodes of the cluster died; their actors are woken elsewhere")]
    private partial void LogDied(int count);

    [LoggerMessage(2, LogLevel.Warning, "Not everybody could be woken after the death of a node")]
    private partial void LogNotWoken(Exception trouble);
}
