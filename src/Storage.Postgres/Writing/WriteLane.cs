using LiveChat.Core.Fairness;
using LiveChat.Storage.Writing;
using Npgsql;

namespace LiveChat.Storage.Postgres.Writing;

/// <summary>
/// One of the process's ways to append: it takes what has gathered, of each tenant in turn, into few transactions. It
/// has two connections, so that what a tenant writes who writes much is no other's transaction.
/// </summary>
internal sealed class WriteLane : IAsyncDisposable
{
    private readonly PacedGathering<Work> _gathering;
    private readonly Task _running;

    public WriteLane(NpgsqlDataSource source, PostgresOptions options, Standing standing)
    {
        _gathering = new PacedGathering<Work>(
            options.WritesWaitingMax, options.BatchMax, new BatchJudge().Judge, TimeProvider.System);
        _running = Task.WhenAll(
            Task.Run(() => Run(Side.Shared, new LaneWriter(source, standing))),
            Task.Run(() => Run(Side.Apart, new LaneWriter(source, standing))));
    }

    /// <summary>False: too many wait, or too many of its tenant, and the work will not run.</summary>
    /// <exception cref="StoreUnavailableException">The store is stopping.</exception>
    public bool TryAdd(Work work) => _gathering.Add(work.Tenant, work) switch
    {
        Gathered.Yes => true,
        Gathered.Full => Refused(),
        _ => throw new StoreUnavailableException("The store is stopping."),
    };

    private static bool Refused()
    {
        StoreMeter.Refused();
        return false;
    }

    /// <summary>What was handed in is written first.</summary>
    public async ValueTask DisposeAsync()
    {
        _gathering.End();
        await _running;
    }

    private async Task Run(Side side, LaneWriter writer)
    {
        while (await _gathering.Take(side) is { } gathered)
        {
            await writer.Write(Batch.Of(gathered));
            _gathering.Done(side, gathered.Count);
        }

        await writer.Drop();
    }
}
