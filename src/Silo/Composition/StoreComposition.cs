using LiveChat.Silo.Starting;
using LiveChat.Storage;
using LiveChat.Storage.Postgres;
using LiveChat.Storage.Schema;
using LiveChat.Storage.Sqlite;

namespace LiveChat.Silo.Composition;

/// <summary>The store, in one SQLite file of the data folder or in a PostgreSQL database.</summary>
internal static class StoreComposition
{
    /// <exception cref="StartRefusedException">The database cannot be used.</exception>
    public static Task<OpenedStore> Open(LiveChatOptions options, DataFolder data, ILoggerFactory logs) =>
        options.Store == StoreKind.Postgres
            ? OpenPostgres(PostgresConnection.Of(options.Connection!), options.ClusterName, logs)
            : OpenSqlite(data, logs);

    private static async Task<OpenedStore> OpenSqlite(DataFolder data, ILoggerFactory logs)
    {
        try
        {
            var store = await SqliteStore.Open(new SqliteOptions(data.DatabaseFile), TimeProvider.System, logs);
            return new OpenedStore(store, null, data.Path);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or SchemaTooNewException)
        {
            throw new StartRefusedException($"Database {data.DatabaseFile}: {failure.Message}", failure);
        }
    }

    /// <param name="connection">To the database.</param>
    /// <param name="cluster">Whose nodes share it; null: this process has it alone.</param>
    /// <param name="logs">For what it notices.</param>
    private static async Task<OpenedStore> OpenPostgres(
        PostgresConnection connection, string? cluster, ILoggerFactory logs)
    {
        var ownership = cluster is null ? await connection.Take(logs) : await connection.Share(cluster, logs);
        try
        {
            var store = await connection.Try(
                () => PostgresStore.OpenPresent(connection.Options, TimeProvider.System, logs));
            return new OpenedStore(store, ownership, connection.Name);
        }
        catch
        {
            await ownership.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// The container hands the store out and never disposes it: it must outlive everything else. Its administration is
    /// registered by <c>AddAdministration</c>.
    /// </summary>
    public static IServiceCollection AddStore(this IServiceCollection services, IStore store)
    {
        services.AddSingleton(store.Conversations);
        services.AddSingleton(store.Agents);
        services.AddSingleton(store.Queues);
        services.AddSingleton(store.Outbox);
        services.AddSingleton(store.Deadlines);
        services.AddSingleton(store.Questionnaires);
        services.AddSingleton(store.Installation);
        services.AddSingleton(store.Erasures);
        services.AddSingleton(store.Health);
        return services;
    }
}
