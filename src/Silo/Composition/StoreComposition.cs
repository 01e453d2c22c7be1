using LiveChat.Silo.Starting;
using LiveChat.Storage;
using LiveChat.Storage.Schema;
using LiveChat.Storage.Sqlite;

namespace LiveChat.Silo.Composition;

/// <summary>The store, in one SQLite file of the data folder.</summary>
internal static class StoreComposition
{
    /// <exception cref="StartRefusedException">The database cannot be used.</exception>
    public static async Task<IStore> Open(DataFolder data, ILoggerFactory logs)
    {
        try
        {
            return await SqliteStore.Open(new SqliteOptions(data.DatabaseFile), TimeProvider.System, logs);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or SchemaTooNewException)
        {
            throw new StartRefusedException($"Database {data.DatabaseFile}: {failure.Message}", failure);
        }
    }

    /// <summary>The container hands the store out and never disposes it: it must outlive everything else.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, IStore store)
    {
        services.AddSingleton(store.Conversations);
        services.AddSingleton(store.Agents);
        services.AddSingleton(store.Queues);
        services.AddSingleton(store.Outbox);
        services.AddSingleton(store.Deadlines);
        services.AddSingleton(store.Questionnaires);
        services.AddSingleton(store.Administration);
        services.AddSingleton(store.Installation);
        services.AddSingleton(store.Erasures);
        services.AddSingleton(store.Health);
        return services;
    }
}
