using System.Threading.Channels;

namespace LiveChat.Bench.Floor;

/// <summary>
/// The least that durable intake on SQLite can be: one writer thread takes what has gathered and commits it in one
/// transaction, three prepared statements per MO (event, head row, seen key).
/// </summary>
public sealed class FloorStore : IFloorStore
{
    private const int WaitingMax = 16 * 1024;
    private const int BatchMax = 1024;

    private readonly Channel<FloorWrite> _waiting = Channel.CreateBounded<FloorWrite>(
        new BoundedChannelOptions(WaitingMax) { SingleReader = true });

    private readonly Dictionary<Guid, long> _versions = [];
    private readonly FloorDatabase _database;
    private readonly Thread _writer;

    public FloorStore(string path)
    {
        _database = new FloorDatabase(path);
        _writer = new Thread(Write) { Name = "floor writer", IsBackground = true };
        _writer.Start();
    }

    public async ValueTask<bool> Take(FloorWrite write)
    {
        await _waiting.Writer.WriteAsync(write);
        return await write.Taken;
    }

    public void Dispose()
    {
        _waiting.Writer.Complete();
        _writer.Join();
        _database.Dispose();
    }

    private void Write()
    {
        var batch = new List<FloorWrite>(BatchMax);
        var reader = _waiting.Reader;
        while (reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < BatchMax && reader.TryRead(out var write)) batch.Add(write);
            try
            {
                Commit(batch);
                foreach (var write in batch) write.Complete();
            }
            catch (InvalidOperationException e)
            {
                foreach (var write in batch) write.Fail(e);
            }
            batch.Clear();
        }
    }

    private void Commit(List<FloorWrite> batch)
    {
        _database.Run(FloorDatabase.Statement.Begin);
        foreach (var write in batch)
        {
            var at = write.At.UtcTicks / TimeSpan.TicksPerMicrosecond;
            var thread = new Guid(write.Thread, bigEndian: true);
            var version = _versions.GetValueOrDefault(thread) + 1;
            write.IsNew = _database.InsertSeen(write, version, at);
            if (!write.IsNew) continue;
            var conversation = _database.UpsertHead(write, version, at);
            _database.InsertEvent(write, conversation, version, at);
            _versions[thread] = version;
        }
        _database.Run(FloorDatabase.Statement.Commit);
    }
}
