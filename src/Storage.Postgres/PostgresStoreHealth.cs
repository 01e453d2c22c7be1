using LiveChat.Storage.Postgres.Installation;
using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Postgres.Writing;

namespace LiveChat.Storage.Postgres;

/// <summary>What whoever used the database last found, or a probe.</summary>
internal sealed class PostgresStoreHealth(Writers writers, Standing standing) : IStoreHealth
{
    public StoreHealth Last => standing.Last;

    public async ValueTask<StoreHealth> Check(CancellationToken cancel = default)
    {
        if (standing.Last.Serves) return StoreHealth.Good;
        try
        {
            await writers.Write(
                0,
                static (connection, _) =>
                    new RoundTrip(connection).Do(InstallationSql.Probe).Do(InstallationSql.EndProbe).Send(),
                cancel);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or StoreBusyException)
        {
            // It has been noted.
        }

        return standing.Last;
    }
}
