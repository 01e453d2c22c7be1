using LiveChat.Silo.Starting;
using LiveChat.Storage;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Postgres;
using LiveChat.Storage.Schema;
using LiveChat.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Silo.Composition;

/// <summary>
/// <c>livechat audit verify</c>: one line for each chain of the audit log, and one for each fault. A server
/// may run on the data meanwhile. Each line has the number and the hash of the chain's last row: kept elsewhere, they
/// show later that a chain was written anew as a whole.
/// </summary>
internal static class AuditVerification
{
    private const int IntactExitCode = 0;
    private const int FaultyExitCode = 1;

    /// <exception cref="StartRefusedException">The data cannot be read.</exception>
    public static async Task<int> Run(LiveChatOptions options)
    {
        var standings = options.Store == StoreKind.Postgres
            ? await OfPostgres(PostgresConnection.Of(options.Connection!))
            : await OfSqlite(Path.Combine(Path.GetFullPath(options.Data), DataFolder.DatabaseName));
        foreach (var standing in standings) Tell(standing);
        var faults = standings.Sum(it => it.Findings.Count);
        Console.WriteLine(
            FormattableString.Invariant($"{standings.Count} chains verified, {faults} faults found."));
        return faults == 0 ? IntactExitCode : FaultyExitCode;
    }

    private static async Task<List<AuditStanding>> OfSqlite(string file)
    {
        try
        {
            await using var store = SqliteStore.OpenPresent(
                new SqliteOptions(file), TimeProvider.System, NullLoggerFactory.Instance);
            return await AuditChains.Verify(store.Administration);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or SchemaTooNewException)
        {
            throw new StartRefusedException($"Database {file}: {failure.Message}", failure);
        }
    }

    private static Task<List<AuditStanding>> OfPostgres(PostgresConnection connection) => connection.Try(async () =>
    {
        // A chain is read in one statement, however long it is.
        var patient = connection.Options with { StatementMax = TimeSpan.Zero };
        await using var store = await PostgresStore.OpenPresent(
            patient, TimeProvider.System, NullLoggerFactory.Instance);
        return await AuditChains.Verify(store.Administration);
    });

    private static void Tell(AuditStanding standing)
    {
        var name = standing.Slug
            ?? (standing.Chain == AuditRow.Platform ? "the platform" : $"a deleted tenant ({standing.Chain:N})");
        var state = standing.Findings.Count == 0 ? "intact" : "NOT INTACT";
        Console.WriteLine(FormattableString.Invariant(
            $"{name}: {state}; last row {standing.Last.Number}, {standing.Last.Hash}"));
        foreach (var finding in standing.Findings) Console.WriteLine($"  {finding}");
    }
}
