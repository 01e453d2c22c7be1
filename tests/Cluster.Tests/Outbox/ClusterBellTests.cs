using LiveChat.Channels.Outbox;
using LiveChat.Cluster.Tests.Engines;
using LiveChat.Contracts.Outbox;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Primitives;
using LiveChat.Grains.Outbox;
using LiveChat.Grains.Streams;
using LiveChat.Grains.Wire;
using LiveChat.Outside;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Cluster.Tests.Outbox;

/// <summary>Fetchers at one node hear what happens at another.</summary>
public sealed class ClusterBellTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly SenderId _sender = SenderId.From(Guid.CreateVersion7());
    private readonly ClusterDesks _desks = new(SharedNode.Grains, NullLogger<ClusterDesks>.Instance);
    private readonly SilentStreams _elsewhere = new();
    private readonly OutboxBell _bellElsewhere = new();
    private readonly ClusterStreams _way;

    public ClusterBellTests() => _way = new ClusterStreams(
        SharedNode.Grains, _elsewhere, _bellElsewhere, TimeProvider.System, NullLogger<ClusterStreams>.Instance);

    /// <summary>Returns when the other node has made itself known.</summary>
    public async Task InitializeAsync()
    {
        await _way.StartAsync(CancellationToken.None);
        var node = SharedNode.Grains.GetGrain<INodeGrain>(_elsewhere.Node.Value);
        var heard = _bellElsewhere.NextRing(_sender);
        await Poll.Until("the node is known", s_patience, async () =>
        {
            await node.Tell(Envelope.Of(new OutboxRang(_sender)));
            return heard.IsCompleted;
        });
    }

    public async Task DisposeAsync() => await _way.StopAsync(CancellationToken.None);

    [Fact]
    public Task A_node_where_somebody_begins_to_wait_is_rung_for_what_came_just_before() =>
        Bell().NextRing(_sender).WaitAsync(s_patience);

    [Fact]
    public async Task It_is_rung_for_what_is_committed_and_for_what_is_acknowledged_at_another_node()
    {
        var bell = Bell();
        await bell.NextRing(_sender).WaitAsync(s_patience);

        var committed = bell.NextRing(_sender);
        _desks.Missed(_sender);
        await committed.WaitAsync(s_patience);

        var acknowledged = bell.NextRing(_sender);
        var here = SharedNode.Services.GetRequiredService<ILocalStreams>();
        new ClusterBell(_desks, new OutboxBell(), here, TimeProvider.System).Ring(_sender);
        await acknowledged.WaitAsync(s_patience);
    }

    private ClusterBell Bell() => new(_desks, _bellElsewhere, _elsewhere, TimeProvider.System);
}
