using LiveChat.Silo.Starting;
using LiveChat.Storage;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Copying;
using LiveChat.Storage.Postgres;
using LiveChat.Storage.Postgres.Copying;
using LiveChat.Storage.Schema;
using LiveChat.Storage.Sqlite;
using LiveChat.Storage.Sqlite.Copying;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Silo.Composition;

/// <summary>
/// <c>livechat copy --from sqlite --to postgres --data … --connection …</c>: for an installation that outgrows its
/// file. No server may run on either. The database must be empty; it has everything afterwards, or nothing.
/// </summary>
internal static class Copying
{
    private const int CopiedExitCode = 0;
    private const int FaultyExitCode = 1;

    /// <exception cref="StartRefusedException">It cannot be copied; nothing was.</exception>
    public static async Task<int> Run(Flags flags)
    {
        if ((flags.From, flags.To) != (StoreKind.Sqlite, StoreKind.Postgres))
            throw new StartRefusedException("copy knows one way: --from sqlite --to postgres.");
        var options = LiveChatOptions.Read(Settings.Read(flags with { Store = StoreKind.Postgres }));
        var connection = PostgresConnection.Of(options.Connection!);
        var file = Path.Combine(Path.GetFullPath(options.Data), DataFolder.DatabaseName);
        if (!File.Exists(file)) throw new StartRefusedException($"Database {file}: there is no such file.");
        using var data = DataFolder.Open(options.Data);
        await using var ownership = await connection.Take(NullLoggerFactory.Instance);
        await Fill(data, connection);
        return await Compare(data, connection);
    }

    private static async Task Fill(DataFolder data, PostgresConnection connection)
    {
        await using var source = await Opened(data, () => SqliteTables.Open(
            new SqliteOptions(data.DatabaseFile), TimeProvider.System));
        try
        {
            await connection.Try(() => PostgresCopy.Fill(connection.Options, source, static table =>
                Console.WriteLine(FormattableString.Invariant($"{table.Name}: {table.RowsCount} rows"))));
        }
        catch (CopyRefusedException refused)
        {
            throw new StartRefusedException($"Database {connection.Name}: {refused.Message}", refused);
        }
    }

    /// <summary>
    /// The audit log must have come over as it was: the same last rows, and no faults that were not there.
    /// </summary>
    private static async Task<int> Compare(DataFolder data, PostgresConnection connection)
    {
        List<AuditStanding> before;
        await using (var source = await Opened(data, () => Task.FromResult(SqliteStore.OpenPresent(
            new SqliteOptions(data.DatabaseFile), TimeProvider.System, NullLoggerFactory.Instance))))
            before = await AuditChains.Verify(source.Administration);
        List<AuditStanding> after;
        await using (var target = await connection.Try(() => PostgresStore.OpenPresent(
            connection.Options with { StatementMax = TimeSpan.Zero }, TimeProvider.System,
            NullLoggerFactory.Instance)))
            after = await AuditChains.Verify(target.Administration);

        if (!before.Select(Essence).SequenceEqual(after.Select(Essence)))
        {
            Console.WriteLine($"The audit log of {connection.Name} is not the one that was copied: do not use it.");
            return FaultyExitCode;
        }

        Console.WriteLine(FormattableString.Invariant($"{after.Count} audit chains are as they were."));
        Console.WriteLine(
            $"Start with --store postgres and the same connection, and keep {data.KeysFolder} with it: what is sealed "
            + $"in the database is opened with it. {data.DatabaseFile} is not needed any more.");
        return CopiedExitCode;

        static (Guid, long, string, int) Essence(AuditStanding standing) =>
            (standing.Chain, standing.Last.Number, standing.Last.Hash, standing.Findings.Count);
    }

    private static async Task<T> Opened<T>(DataFolder data, Func<Task<T>> open)
    {
        try
        {
            return await open();
        }
        catch (Exception failure) when (failure is StoreUnavailableException or SchemaTooNewException)
        {
            throw new StartRefusedException($"Database {data.DatabaseFile}: {failure.Message}", failure);
        }
    }
}
