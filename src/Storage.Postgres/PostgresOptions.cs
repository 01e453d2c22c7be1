namespace LiveChat.Storage.Postgres;

/// <param name="ConnectionString">As Npgsql reads it: <c>Host=…;Database=…;Username=…;Password=…</c>.</param>
public sealed record PostgresOptions(string ConnectionString)
{
    /// <summary>How long the start waits for another process that is migrating the same database.</summary>
    public TimeSpan MigrationWaitMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a statement waits for a lock that another transaction holds.</summary>
    public TimeSpan LockWaitMax { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the server works at one statement.</summary>
    public TimeSpan StatementMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server may take to accept a connection.</summary>
    public TimeSpan ConnectMax { get; init; } = TimeSpan.FromSeconds(5);
}
