using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Schema;
using Npgsql;

namespace LiveChat.Storage.Postgres.Schema;

/// <summary>Looks whether a database will do, and brings it to this program's schema.</summary>
internal static class PostgresSchema
{
    private const int VersionMin = 13;

    /// <summary>Migrates over a connection of its own, alone of all processes.</summary>
    /// <exception cref="StoreUnavailableException">
    /// The database is not there, is of a kind that will not do, or another process migrates it for too long.
    /// </exception>
    /// <exception cref="SchemaTooNewException">A newer program has used it.</exception>
    public static async Task Migrate(PostgresOptions options, TimeProvider time, CancellationToken cancel = default)
    {
        try
        {
            await using var connection = await Connect(options, cancel);
            await SchemaMigrator.Migrate(connection, SchemaDialect.Postgres, Migrations.All, time, cancel);
        }
        catch (Exception exception) when (PostgresFault.Trouble(exception) is { } trouble)
        {
            throw trouble;
        }
    }

    /// <summary>Refuses a database whose schema is another program's; changes nothing.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be read, or was last used by another version.</exception>
    public static async Task Check(PostgresOptions options, CancellationToken cancel = default)
    {
        try
        {
            await using var connection = await Connect(options, cancel);
            if (!await IsPresent(connection, cancel)) throw OtherVersion();
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw OtherVersion();
        }
        catch (Exception exception) when (PostgresFault.Trouble(exception) is { } trouble)
        {
            throw trouble;
        }
    }

    /// <summary>Whether the database has this program's schema, no older and no newer.</summary>
    public static async Task<bool> IsPresent(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var newest = new NpgsqlCommand("select max(number) from schema_migration", connection);
        return await newest.ExecuteScalarAsync(cancel) is long number && number == Migrations.All.Length;
    }

    /// <summary>Whether the database has a schema of ours, of whichever version.</summary>
    public static async Task<bool> Exists(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var look = new NpgsqlCommand("select to_regclass('installation') is not null", connection);
        return await look.ExecuteScalarAsync(cancel) is true;
    }

    private static StoreUnavailableException OtherVersion() =>
        new("it was last used by another version of the program.");

    private static async Task<NpgsqlConnection> Connect(PostgresOptions options, CancellationToken cancel)
    {
        var text = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            Pooling = false,
            Timeout = (int)Math.Ceiling(options.ConnectMax.TotalSeconds),
            CommandTimeout = 0, // A migration of many rows takes as long as it takes.
        };
        var connection = new NpgsqlConnection(text.ToString());
        try
        {
            await connection.OpenAsync(cancel);
            if (connection.PostgreSqlVersion.Major < VersionMin)
                throw new StoreUnavailableException(
                    $"its server is PostgreSQL {connection.PostgreSqlVersion}; {VersionMin} or newer is needed.");

            var waitMilliseconds = (long)options.MigrationWaitMax.TotalMilliseconds;
            await using var settings = new NpgsqlCommand(
                FormattableString.Invariant($"set statement_timeout = 0; set lock_timeout = {waitMilliseconds}; ")
                + "select current_setting('server_encoding')",
                connection);
            if (await settings.ExecuteScalarAsync(cancel) is not "UTF8")
                throw new StoreUnavailableException("its encoding is not UTF8.");
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
