using LiveChat.Storage.Postgres.Raw;

namespace LiveChat.Storage.Postgres;

/// <param name="ConnectionString">
/// As Npgsql reads it: <c>Host=…;Database=…;Username=…;Password=…</c>. Kerberos is left out where it names no
/// <c>GSS Encryption Mode</c>.
/// </param>
public sealed record PostgresOptions(string ConnectionString)
{
    public string ConnectionString { get; } = PostgresSource.WithoutKerberos(ConnectionString);

    /// <summary>How long the start waits for another process that is migrating the same database.</summary>
    public TimeSpan MigrationWaitMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a statement waits for a lock that another transaction holds.</summary>
    public TimeSpan LockWaitMax { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the server works at one statement.</summary>
    public TimeSpan StatementMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long the server keeps the locks of a process that says nothing within its transaction: one that was stopped
    /// must not hold up the others.
    /// </summary>
    public TimeSpan SilenceMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The same for administrative changes, which decide between their statements, and hold up only one another.
    /// </summary>
    public TimeSpan AdministrationSilenceMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server may take to accept a connection.</summary>
    public TimeSpan ConnectMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Lanes that append, each with a queue of its own: a thread's appends go through one of them. More of them make
    /// smaller batches, which cost more each; fewer leave the server idle while a batch is on its way. By default as
    /// many as there are processors here: 2 at least, 4 at most. A lane has a second connection and queue for tenants
    /// that write much more than others.
    /// </summary>
    public int Lanes { get; init; } = Math.Clamp(Environment.ProcessorCount, 2, 4);

    /// <summary>
    /// Writes that may wait in each queue of a lane; one more is answered busy. A tenant may have no more waiting than
    /// there is room left: half of it when it is alone.
    /// </summary>
    public int WritesWaitingMax { get; init; } = 4096;

    /// <summary>Writes that share one transaction.</summary>
    public int BatchMax { get; init; } = 512;

    /// <summary>Connections that read at the same time; further readers wait.</summary>
    public int ReadersMax { get; init; } = 8;

    /// <summary>Connections that write what is no append: deliveries, deadlines, settings. Further ones wait.</summary>
    public int WritersMax { get; init; } = 8;

    /// <summary>Connections beyond those, for the administration.</summary>
    public int AdministratorsMax { get; init; } = 8;

    /// <summary>
    /// Administrative changes that may wait for their turn; one more is answered busy. A tenant may have no more
    /// waiting than there is room left: half of it when it is alone.
    /// </summary>
    public int ChangesWaitingMax { get; init; } = 8192;
}
