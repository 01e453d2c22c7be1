using System.Data.Common;
using Npgsql;

namespace LiveChat.Storage.Postgres.Raw;

/// <summary>Connections as this program wants them.</summary>
internal static class PostgresSource
{
    private const string Name = "livechat";

    /// <summary>Texts of statements are constants; a connection has each prepared from its third use on.</summary>
    private const int StatementsPreparedMax = 256;

    /// <summary>What the client waits beyond what the server may take, before it gives the connection up.</summary>
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(5);

    public static NpgsqlDataSource Create(PostgresOptions options) =>
        NpgsqlDataSource.Create(Text(options).ToString());

    /// <summary>
    /// The connection string with this program's limits. The server ends what takes too long, waits too long for a
    /// lock, or holds locks without doing anything, as a process that has been stopped does.
    /// </summary>
    public static NpgsqlConnectionStringBuilder Text(PostgresOptions options)
    {
        var text = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            Timeout = Seconds(options.ConnectMax),
            CommandTimeout = options.StatementMax == TimeSpan.Zero ? 0 : Seconds(options.StatementMax + _grace),
            CancellationTimeout = -1, // What the server has not ended by then, it does not hear of either.
            MaxPoolSize = 2 * options.Lanes + options.ReadersMax + options.WritersMax + options.AdministratorsMax,
            NoResetOnClose = true, // Nobody leaves a setting behind.
            MaxAutoPrepare = StatementsPreparedMax,
            AutoPrepareMinUsages = 2,
            IncludeErrorDetail = false, // The detail of an error has values of rows in it.
        };
        text.ApplicationName ??= Name;
        text.Options = string.Join(' ', (IEnumerable<string?>)
        [
            Setting("statement_timeout", options.StatementMax), Setting("lock_timeout", options.LockWaitMax),
            Setting("idle_in_transaction_session_timeout", options.SilenceMax),

            // Every statement has its index. The planner does not know how much there will be while a plan is kept: for
            // a table that was empty when it was made, reading it whole looks best, or an index of it, to join it with
            // the few that are asked for; and a minute later it is the worst. Where it must, for want of an index, what
            // is forbidden counts as dear, and what is dear would be compiled first.
            "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off", text.Options,
        ]).Trim();
        return text;
    }

    /// <summary>
    /// The driver would look for Kerberos with each connection, and in an image that has no library for it throw inside
    /// and write to the error stream each time; so it does where the operator asks for it.
    /// </summary>
    public static string WithoutKerberos(string connection)
    {
        const string Mode = "GssEncryptionMode";
        var given = new DbConnectionStringBuilder { ConnectionString = connection };
        var isGiven = given.Keys.Cast<string>().Any(
            it => it.Replace(" ", "", StringComparison.Ordinal).Equals(Mode, StringComparison.OrdinalIgnoreCase));
        if (isGiven) return connection;
        return new NpgsqlConnectionStringBuilder(connection) { GssEncryptionMode = GssEncryptionMode.Disable }
            .ToString();
    }

    private static string Setting(string name, TimeSpan value) =>
        FormattableString.Invariant($"-c {name}={(long)value.TotalMilliseconds}");

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
