using System.Globalization;
using LiveChat.Bench.Report;
using LiveChat.Outside.Postgres;
using Npgsql;

namespace LiveChat.Bench.Deployments;

/// <summary>
/// The PostgreSQL server of a run, started when the first needs it: one of the bench's own, that flushes what it
/// acknowledges, or the one that <c>--connection</c> names.
/// </summary>
public sealed class PostgresHost(string? connection) : IAsyncDisposable
{
    /// <summary>
    /// Over the settings of the tests' servers, which lose what they acknowledged when the machine does. The rest is as
    /// docs/postgres.md has it for a small machine.
    /// </summary>
    private static readonly string[] Settings =
    [
        "fsync=on", "full_page_writes=on", "synchronous_commit=on", "shared_buffers=1GB", "max_wal_size=4GB",
        "checkpoint_timeout=15min", "wal_compression=on", "jit=off", "max_connections=200",
    ];

    private PostgresServer? _own;
    private int _databases;

    /// <summary>The process above all of its processes; null where it is not the bench's own.</summary>
    public int? Postmaster { get; private set; }

    /// <summary>An empty database, or a copy of another to which nobody is connected.</summary>
    public async Task<string> NewDatabase(string? copyOf = null)
    {
        var template = copyOf is null ? "template1" : new NpgsqlConnectionStringBuilder(copyOf).Database!;
        if (connection is null) return await (await Own()).NewDatabase(template);
        var name = string.Create(
            CultureInfo.InvariantCulture, $"livechat_bench_{Environment.ProcessId}_{++_databases}");
        await PostgresServer.Execute(connection, $"create database {name} template {template} encoding 'UTF8'");
        return new NpgsqlConnectionStringBuilder(connection) { Database = name }.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (_own is not null) await _own.DisposeAsync();
        for (var number = 1; number <= _databases; number++)
        {
            await PostgresServer.Execute(
                connection!, $"drop database livechat_bench_{Environment.ProcessId}_{number} with (force)");
        }
    }

    private async Task<PostgresServer> Own()
    {
        if (_own is not null) return _own;
        Progress.Say("starting PostgreSQL");
        _own = await PostgresServer.StartOwn(Settings);
        var folder = (string)(await PostgresServer.Execute(
            await _own.NewDatabase(), "select current_setting('data_directory')"))!;
        Postmaster = int.Parse(
            File.ReadLines(Path.Combine(folder, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        return _own;
    }
}
