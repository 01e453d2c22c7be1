using LiveChat.Storage.Postgres.Conversations;
using Npgsql;

namespace LiveChat.Storage.Postgres.Writing;

/// <summary>
/// What shares one transaction: as many of those at the front of the queue as are of one kind and do not touch the same
/// rows. So everything takes effect in the order in which it was handed in.
/// </summary>
internal abstract class Batch
{
    public abstract IReadOnlyList<Work> Members { get; }

    /// <summary>The commit has been sent: from here on a loss leaves the outcome unknown.</summary>
    public bool IsCommitting { get; protected set; }

    public static Batch Next(List<Work> gathered, int from, int max) => gathered[from] is AppendWork
        ? AppendBatch.Next(gathered, from, max)
        : new FenceBatch([.. gathered.Skip(from).Take(max).TakeWhile(it => it is IFenceWork)]);

    /// <summary>One of its members alone.</summary>
    public static Batch Alone(Work member) =>
        member is AppendWork append ? new AppendBatch([append]) : new FenceBatch([member]);

    /// <summary>Writes and commits. May be called again when nothing was committed.</summary>
    public abstract Task Write(NpgsqlConnection connection);
}
