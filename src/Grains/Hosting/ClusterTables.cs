using Npgsql;

namespace LiveChat.Grains.Hosting;

/// <summary>
/// The tables in which a cluster keeps who is in it, and its reminders, and the statements by which its runtime reads
/// and writes them. Their names, columns and parameters are the runtime's documented ones; the statements are ours.
/// </summary>
public static class ClusterTables
{
    /// <summary>So that nodes that start together do not make them at once; any number, always the same.</summary>
    private const long LockNumber = 0x4C43_434C_5553_5445;

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS OrleansQuery (
            QueryKey varchar(64) PRIMARY KEY, QueryText varchar(8000) NOT NULL);
        CREATE TABLE IF NOT EXISTS OrleansMembershipVersionTable (
            DeploymentId varchar(150) PRIMARY KEY, Timestamp timestamptz(3) NOT NULL DEFAULT now(),
            Version integer NOT NULL DEFAULT 0);
        CREATE TABLE IF NOT EXISTS OrleansMembershipTable (
            DeploymentId varchar(150) NOT NULL REFERENCES OrleansMembershipVersionTable,
            Address varchar(45) NOT NULL, Port integer NOT NULL, Generation integer NOT NULL,
            SiloName varchar(150) NOT NULL, HostName varchar(150) NOT NULL, Status integer NOT NULL,
            ProxyPort integer, SuspectTimes varchar(8000), StartTime timestamptz(3) NOT NULL,
            IAmAliveTime timestamptz(3) NOT NULL,
            PRIMARY KEY (DeploymentId, Address, Port, Generation));
        CREATE TABLE IF NOT EXISTS OrleansRemindersTable (
            ServiceId varchar(150) NOT NULL, GrainId varchar(150) NOT NULL, ReminderName varchar(150) NOT NULL,
            StartTime timestamptz(3) NOT NULL, Period bigint NOT NULL, GrainHash integer NOT NULL,
            Version integer NOT NULL,
            PRIMARY KEY (ServiceId, GrainId, ReminderName));
        """;

    private const string Members = """
        SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort,
               m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
        FROM OrleansMembershipVersionTable v LEFT JOIN OrleansMembershipTable m ON m.DeploymentId = v.DeploymentId
        """;

    private const string OfSilo =
        "DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation";

    private const string Reminders = """
        SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable
        WHERE ServiceId = @ServiceId
        """;

    /// <summary>A change of a member counts only for one who knows the table's version, and raises it.</summary>
    private static readonly (string Key, string Text)[] s_statements =
    [
        ("InsertMembershipVersionKey", """
            WITH made AS (INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES (@DeploymentId)
                          ON CONFLICT DO NOTHING RETURNING 1)
            SELECT count(*)::int FROM made
            """),
        ("InsertMembershipKey", $"""
            WITH raised AS (
                UPDATE OrleansMembershipVersionTable SET Version = Version + 1, Timestamp = now()
                WHERE DeploymentId = @DeploymentId AND Version = @Version
                  AND NOT EXISTS (SELECT FROM OrleansMembershipTable WHERE {OfSilo})
                RETURNING 1),
            made AS (
                INSERT INTO OrleansMembershipTable (DeploymentId, Address, Port, Generation, SiloName, HostName,
                    Status, ProxyPort, StartTime, IAmAliveTime)
                SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName,
                    @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM raised
                RETURNING 1)
            SELECT count(*)::int FROM made
            """),
        ("UpdateMembershipKey", $"""
            WITH raised AS (
                UPDATE OrleansMembershipVersionTable SET Version = Version + 1, Timestamp = now()
                WHERE DeploymentId = @DeploymentId AND Version = @Version
                  AND EXISTS (SELECT FROM OrleansMembershipTable WHERE {OfSilo})
                RETURNING 1),
            changed AS (
                UPDATE OrleansMembershipTable
                SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
                FROM raised WHERE {OfSilo}
                RETURNING 1)
            SELECT count(*)::int FROM changed
            """),
        ("UpdateIAmAlivetimeKey", $"UPDATE OrleansMembershipTable SET IAmAliveTime = @IAmAliveTime WHERE {OfSilo}"),
        ("MembershipReadRowKey", $"""
            {Members} AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
            WHERE v.DeploymentId = @DeploymentId
            """),
        ("MembershipReadAllKey", $"{Members} WHERE v.DeploymentId = @DeploymentId"),
        ("DeleteMembershipTableEntriesKey", """
            DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId;
            DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId
            """),
        ("CleanupDefunctSiloEntriesKey", """
            DELETE FROM OrleansMembershipTable
            WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> 3
            """),
        ("GatewaysQueryKey", """
            SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable
            WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0
            """),
        ("UpsertReminderRowKey", """
            INSERT INTO OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
            VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
            ON CONFLICT (ServiceId, GrainId, ReminderName) DO UPDATE
            SET StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash,
                Version = OrleansRemindersTable.Version + 1
            RETURNING Version
            """),
        ("ReadReminderRowsKey", $"{Reminders} AND GrainId = @GrainId"),
        ("ReadReminderRowKey", $"{Reminders} AND GrainId = @GrainId AND ReminderName = @ReminderName"),
        ("ReadRangeRows1Key", $"{Reminders} AND GrainHash > @BeginHash AND GrainHash <= @EndHash"),
        ("ReadRangeRows2Key", $"{Reminders} AND (GrainHash > @BeginHash OR GrainHash <= @EndHash)"),
        ("DeleteReminderRowKey", """
            WITH gone AS (DELETE FROM OrleansRemindersTable
                          WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName
                            AND Version = @Version RETURNING 1)
            SELECT count(*)::int FROM gone
            """),
        ("DeleteReminderRowsKey", "DELETE FROM OrleansRemindersTable WHERE ServiceId = @ServiceId"),
    ];

    /// <summary>Makes what is missing and brings the statements up to date. Harmless when repeated.</summary>
    /// <exception cref="NpgsqlException">The database cannot be used.</exception>
    public static async Task Prepare(string connection, CancellationToken cancel = default)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var open = await source.OpenConnectionAsync(cancel);
        await using var transaction = await open.BeginTransactionAsync(cancel);
        await using var making = new NpgsqlCommand(
            FormattableString.Invariant($"SELECT pg_advisory_xact_lock({LockNumber}); {Tables}"), open, transaction);
        await making.ExecuteNonQueryAsync(cancel);
        await using var keeping = new NpgsqlCommand(
            """
            INSERT INTO OrleansQuery (QueryKey, QueryText) SELECT * FROM unnest($1, $2)
            ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText
            """,
            open, transaction);
        keeping.Parameters.Add(new NpgsqlParameter { Value = s_statements.Select(it => it.Key).ToArray() });
        keeping.Parameters.Add(new NpgsqlParameter { Value = s_statements.Select(it => it.Text).ToArray() });
        await keeping.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
