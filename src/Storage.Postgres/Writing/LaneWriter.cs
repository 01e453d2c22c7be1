using System.Diagnostics;
using LiveChat.Storage.Postgres.Raw;
using Npgsql;

namespace LiveChat.Storage.Postgres.Writing;

/// <summary>
/// A connection that writes one batch after the other. Callers are told when it is on disk. When the database cannot
/// serve, everything of that batch fails with <see cref="StoreUnavailableException"/>, and the next one tries anew.
/// </summary>
internal sealed class LaneWriter(NpgsqlDataSource source, Standing standing)
{
    private NpgsqlConnection? _connection;

    public async Task Write(Batch batch)
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
            if (trouble is not null) standing.NoteTrouble(trouble);
            else if (batch.Members.Count > 1)
            {
                // The fault of one member is not to be the others': each gets a transaction of its own.
                foreach (var member in batch.Members) await Write(Batch.Alone(member));
                return;
            }

            foreach (var member in batch.Members) member.Fail(trouble ?? exception);
            return;
        }

        standing.NoteServing();
        foreach (var member in batch.Members) member.Complete();
    }

    public async ValueTask Drop()
    {
        if (_connection is not { } connection) return;
        _connection = null;
        await connection.DisposeAsync();
    }

    private async Task Persist(Batch batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _connection ??= await source.OpenConnectionAsync();
                await batch.Write(_connection);
                return;
            }
            catch (Exception exception)
            {
                // Which rolls back; what was prepared on a connection that is sound is found there again.
                await Drop();
                var isLoss = PostgresFault.IsLoss(exception);
                if (isLoss) source.Clear();
                if ((isLoss && batch.IsCommitting) || !Attempts.MayFollow(attempt, exception)) throw;
            }
        }
    }
}
