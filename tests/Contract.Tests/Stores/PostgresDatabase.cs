using System.Collections.Concurrent;
using LiveChat.Outside.Postgres;
using LiveChat.Storage.Postgres;
using LiveChat.Storage.Postgres.Schema;
using Npgsql;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>
/// Databases with this program's schema, copied from one that is migrated once. One that is given back is emptied for
/// the next test, which is much faster than a new one.
/// </summary>
internal static class PostgresDatabase
{
    private const string Empty =
        """
        do $$
        declare
            name text;
            is_filled boolean;
            filled text[] := '{}';
        begin
            for name in select tablename from pg_tables
                where schemaname = current_schema() and tablename <> 'schema_migration'
            loop
                execute format('select exists (select from %I)', name) into is_filled;
                if is_filled then filled := filled || quote_ident(name); end if;
            end loop;
            if filled <> '{}' then execute 'truncate ' || array_to_string(filled, ', '); end if;
        end $$
        """;

    private static readonly Lazy<Task<string>> _template = new(Template);
    private static readonly ConcurrentBag<string> _empty = [];

    /// <summary>How to connect to an empty one. Skips the test where there is no PostgreSQL.</summary>
    public static async Task<string> New()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        return _empty.TryTake(out var empty)
            ? empty : await (await PostgresServer.Shared).NewDatabase(await _template.Value);
    }

    /// <summary>Nobody is connected to it any more, and its schema is as it was.</summary>
    public static async Task GiveBack(string connectionString)
    {
        await PostgresServer.Execute(connectionString, Empty);
        _empty.Add(connectionString);
    }

    /// <summary>With the patience of a machine that has much else to do.</summary>
    public static PostgresOptions Options(string connectionString) => new(connectionString)
    {
        ConnectMax = TimeSpan.FromSeconds(30),
        LockWaitMax = TimeSpan.FromSeconds(30),
        StatementMax = TimeSpan.FromSeconds(30),
        SilenceMax = TimeSpan.FromSeconds(30),
        AdministrationSilenceMax = TimeSpan.FromSeconds(30),
    };

    private static async Task<string> Template()
    {
        var empty = await (await PostgresServer.Shared).NewDatabase();
        await PostgresSchema.Migrate(new PostgresOptions(empty), TimeProvider.System);
        return new NpgsqlConnectionStringBuilder(empty).Database!;
    }
}
