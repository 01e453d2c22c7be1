using LiveChat.Storage.Sqlite.Writing;

namespace LiveChat.Storage.Sqlite;

/// <summary>What the lane's last transaction showed, or a probe's.</summary>
internal sealed class SqliteStoreHealth(WriteLane lane) : IStoreHealth
{
    // Needs new pages, so that a full database is seen as one; the next statement gives them back.
    private const string Grow =
        "insert into installation (name, value) values ('probe', zeroblob(16384)) "
        + "on conflict (name) do update set value = excluded.value";

    private const string Shrink = "delete from installation where name = 'probe'";

    public StoreHealth Last => lane.Health;

    public async ValueTask<StoreHealth> Check(CancellationToken cancel = default)
    {
        if (lane.Health.Serves) return StoreHealth.Good;
        try
        {
            foreach (var probe in (string[])[Grow, Shrink])
                await lane.Write(
                    default, probe, static (writer, sql) => writer.Connection.Prepared(sql).Execute(), cancel);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or StoreBusyException)
        {
            // The lane has noted it.
        }

        return lane.Health;
    }
}
