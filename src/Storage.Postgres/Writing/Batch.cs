using LiveChat.Storage.Postgres.Conversations;
using Npgsql;

namespace LiveChat.Storage.Postgres.Writing;

/// <summary>
/// What shares one transaction: writes of one kind that do not touch the same rows, as <see cref="BatchJudge"/> lets
/// them together.
/// </summary>
internal abstract class Batch
{
    public abstract IReadOnlyList<Work> Members { get; }

    /// <summary>The commit has been sent: from here on a loss leaves the outcome unknown.</summary>
    public bool IsCommitting { get; protected set; }

    public static Batch Of(List<Work> members) => members[0] is AppendWork
        ? new AppendBatch(members.ConvertAll(static it => (AppendWork)it))
        : new FenceBatch(members);

    /// <summary>One of its members alone.</summary>
    public static Batch Alone(Work member) =>
        member is AppendWork append ? new AppendBatch([append]) : new FenceBatch([member]);

    /// <summary>Writes and commits. May be called again when nothing was committed.</summary>
    public abstract Task Write(NpgsqlConnection connection);
}
