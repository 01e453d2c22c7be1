using LiveChat.Grains.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Cluster.Tests.Nodes;

public sealed class SleepWatchTests
{
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(2);

    private readonly Clock _clock = new();
    private readonly Membership _membership = new();
    private readonly SleepWatch _watch;

    public SleepWatchTests() => _watch = new SleepWatch(_membership, _clock, Probe, NullLogger<SleepWatch>.Instance);

    [Fact]
    public async Task Who_ran_all_the_time_does_not_look()
    {
        await Pass(Probe);
        await Pass(Probe);
        Assert.Equal(0, _membership.Looks);
    }

    [Fact]
    public async Task Who_did_not_run_for_longer_than_a_probe_looks_once()
    {
        await Pass(TimeSpan.FromMinutes(1));
        await Pass(Probe);
        Assert.Equal(1, _membership.Looks);
    }

    [Fact]
    public async Task Who_cannot_look_goes_on()
    {
        _membership.Trouble = new IOException("The database is away.");
        await Pass(TimeSpan.FromMinutes(1));
        await Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(2, _membership.Looks);
    }

    private async Task Pass(TimeSpan time)
    {
        _clock.Passed += time;
        await _watch.Beat();
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;
    }

    private sealed class Membership : IClusterMembershipService
    {
        public int Looks { get; private set; }

        public Exception? Trouble { get; set; }

        public ClusterMembershipSnapshot CurrentSnapshot => throw new NotSupportedException();

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

        public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancel = default)
        {
            Looks++;
            return Trouble is null ? ValueTask.CompletedTask : ValueTask.FromException(Trouble);
        }

        public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();
    }
}
