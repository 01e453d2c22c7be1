using LiveChat.Outside.Postgres;
using LiveChat.Storage.Postgres;
using LiveChat.Storage.Postgres.Schema;
using Npgsql;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>Databases with this program's schema, copied from one that is migrated once.</summary>
internal static class PostgresDatabase
{
    private static readonly Lazy<Task<string>> _template = new(Template);

    /// <summary>How to connect to a new one. Skips the test where there is no PostgreSQL.</summary>
    public static async Task<string> New()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        return await (await PostgresServer.Shared).NewDatabase(await _template.Value);
    }

    private static async Task<string> Template()
    {
        var empty = await (await PostgresServer.Shared).NewDatabase();
        await PostgresSchema.Migrate(new PostgresOptions(empty), TimeProvider.System);
        return new NpgsqlConnectionStringBuilder(empty).Database!;
    }
}
