using LiveChat.Silo.Starting;
using LiveChat.Storage;
using LiveChat.Storage.Postgres;
using LiveChat.Storage.Postgres.Ownership;
using LiveChat.Storage.Schema;
using Npgsql;

namespace LiveChat.Silo.Composition;

/// <summary>
/// The connection that the settings give, and its troubles in words of one line, without the password.
/// </summary>
internal sealed class PostgresConnection
{
    /// <summary>How long a start waits for another process on the database that is ending.</summary>
    private static readonly TimeSpan s_ownershipWaitMax = TimeSpan.FromSeconds(15);

    private PostgresConnection(string text, string name)
    {
        Options = new PostgresOptions(text);
        Name = name;
    }

    public PostgresOptions Options { get; }

    /// <summary>As <c>livechat at db:5432</c>.</summary>
    public string Name { get; }

    /// <exception cref="StartRefusedException">It is no connection string, or one of no database.</exception>
    public static PostgresConnection Of(string text)
    {
        NpgsqlConnectionStringBuilder given;
        try
        {
            given = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException)
        {
            // What it says may repeat what was given, and there may be a password in that.
            throw new StartRefusedException(
                "--connection: that is no connection string, as 'Host=db;Database=livechat;Username=livechat'.");
        }

        if (string.IsNullOrWhiteSpace(given.Host) || string.IsNullOrWhiteSpace(given.Database))
            throw new StartRefusedException("--connection: it names no Host, or no Database.");
        return new PostgresConnection(
            text, FormattableString.Invariant($"{given.Database} at {given.Host}:{given.Port}"));
    }

    /// <summary>Has the database for this process, at this program's schema.</summary>
    /// <exception cref="StartRefusedException">It cannot be had.</exception>
    public Task<PostgresOwnership> Take(ILoggerFactory logs) => Try(
        () => PostgresOwnership.Take(Options, s_ownershipWaitMax, TimeProvider.System, logs));

    /// <summary>Has it together with the other nodes of the cluster, at this program's schema.</summary>
    /// <exception cref="StartRefusedException">It cannot be had.</exception>
    public Task<PostgresOwnership> Share(string cluster, ILoggerFactory logs) => Try(
        () => PostgresOwnership.Share(Options, cluster, s_ownershipWaitMax, TimeProvider.System, logs));

    /// <exception cref="StartRefusedException">What is tried is not to be had.</exception>
    public async Task<T> Try<T>(Func<Task<T>> attempt)
    {
        try
        {
            return await attempt();
        }
        catch (Exception failure)
            when (failure is StoreUnavailableException or SchemaTooNewException or DatabaseOwnedException)
        {
            throw new StartRefusedException($"Database {Name}: {failure.Message}", failure);
        }
    }
}
