using LiveChat.Contract.Tests.Engines;
using LiveChat.Contracts.Actors;
using LiveChat.Embedded.Deterministic;
using LiveChat.Grains;

namespace LiveChat.Cluster.Tests.Engines;

/// <summary>A shard of deadlines and its reminder, which may be refused while the database is away.</summary>
public sealed class ReminderTests : IAsyncDisposable
{
    private static readonly ActorId Shard = ActorId.OfDeadlines(3);
    private static readonly TimeSpan s_hangAfter = TimeSpan.FromMinutes(1);

    private readonly ClusterEngine _engine = SharedNode.NewEngine(new Stage(), new VirtualTime());

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_shard_works_without_its_reminder_and_asks_for_it_again()
    {
        var registered = SharedNode.Reminders.Fail(times: 1);
        Assert.Equal(1, await _engine.Ask(Shard, new Return<int>(it => Task.FromResult(it.Number))));
        await registered.WaitAsync(s_hangAfter);
    }
}
