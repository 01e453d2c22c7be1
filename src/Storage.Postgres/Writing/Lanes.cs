using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using Npgsql;

namespace LiveChat.Storage.Postgres.Writing;

/// <summary>
/// Which lane takes what. Appends of a thread keep their order, and so does what is fenced by an epoch, with the
/// raising of that epoch: it goes by the agent or queue that decided it.
/// </summary>
internal sealed class Lanes(NpgsqlDataSource source, PostgresOptions options, Standing standing) : IAsyncDisposable
{
    private readonly WriteLane[] _lanes =
        [.. Enumerable.Range(0, options.Lanes).Select(_ => new WriteLane(source, options, standing))];

    public WriteLane Of(Append append) => append.Fence switch
    {
        null => Of(append.Thread.Value),
        AgentFence it => Of(it.Agent),
        QueueFence it => Of(it.Queue),
        var other => throw new ArgumentOutOfRangeException(nameof(append), other.GetType(), "A fence nobody keeps."),
    };

    public WriteLane Of(AgentId agent) => Of(agent.Value);

    public WriteLane Of(QueueId queue) => Of(queue.Value);

    /// <summary>Runs work in its turn; the task ends when it is on disk.</summary>
    /// <exception cref="StoreBusyException">The queue is full; nothing was written.</exception>
    public static Task<T> Write<T>(WriteLane lane, Work<T> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!lane.TryAdd(work)) throw new StoreBusyException("Too many writes wait for the database.");
        return work.Task.WaitAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _lanes) await lane.DisposeAsync();
    }

    private WriteLane Of(Guid key) => _lanes[(uint)key.GetHashCode() % (uint)_lanes.Length];
}
