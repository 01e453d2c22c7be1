using System.Diagnostics;
using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Writing;
using Npgsql;

namespace LiveChat.Storage.Postgres.Writing;

/// <summary>
/// One of the process's ways to append: it has one connection and takes what has gathered, of each tenant in turn,
/// into few transactions. Callers are told when it is on disk. When the database cannot serve, everything of that
/// transaction fails with <see cref="StoreUnavailableException"/>, and the next one tries anew.
/// </summary>
internal sealed class WriteLane : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly Standing _standing;
    private readonly Gathering<Work> _gathering;
    private readonly Task _running;
    private NpgsqlConnection? _connection;

    public WriteLane(NpgsqlDataSource source, PostgresOptions options, Standing standing)
    {
        _source = source;
        _standing = standing;
        _gathering = new Gathering<Work>(options.WritesWaitingMax, options.BatchMax, new BatchJudge().Judge);
        _running = Task.Run(Run);
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

    private async Task Run()
    {
        while (await _gathering.TakeAsync() is { } gathered)
        {
            await Write(Batch.Of(gathered));
            _gathering.Done(gathered.Count);
        }

        await Drop();
    }

    private async Task Write(Batch batch)
    {
        try
        {
            var began = Stopwatch.GetTimestamp();
            await Persist(batch);
            StoreMeter.Flushed(batch.Members.Count, Stopwatch.GetElapsedTime(began));
        }
        catch (Exception exception)
        {
            var trouble = PostgresFault.Trouble(exception);
            if (trouble is not null) _standing.NoteTrouble(trouble);
            else if (batch.Members.Count > 1)
            {
                // The fault of one member is not to be the others': each gets a transaction of its own.
                foreach (var member in batch.Members) await Write(Batch.Alone(member));
                return;
            }

            foreach (var member in batch.Members) member.Fail(trouble ?? exception);
            return;
        }

        _standing.NoteServing();
        foreach (var member in batch.Members) member.Complete();
    }

    private async Task Persist(Batch batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _connection ??= await _source.OpenConnectionAsync();
                await batch.Write(_connection);
                return;
            }
            catch (Exception exception)
            {
                // Which rolls back; what was prepared on a connection that is sound is found there again.
                await Drop();
                var isLoss = PostgresFault.IsLoss(exception);
                if (isLoss) _source.Clear();
                if ((isLoss && batch.IsCommitting) || !Attempts.MayFollow(attempt, exception)) throw;
            }
        }
    }

    private async ValueTask Drop()
    {
        if (_connection is not { } connection) return;
        _connection = null;
        await connection.DisposeAsync();
    }
}
