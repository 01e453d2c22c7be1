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
    /// <summary>Of the deployment's settings, those that are for a machine that has nothing else to do.</summary>
    private static readonly string[] ForLess =
        ["shared_buffers=1GB", "effective_cache_size=3GB"];

    /// <summary>
    /// As much log as the deployment's settings keep, and a checkpoint: segments that are then written over, as a
    /// server does that has been at work for an hour. A new one makes each anew, and everybody waits meanwhile.
    /// </summary>
    private static readonly string[] Aged =
    [
        "select count(pg_logical_emit_message(false, 'bench', repeat('x', 1048576))) from generate_series(1, 1024)",
        "checkpoint",
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
        _own = await PostgresServer.StartOwn(
            [.. DeployedSettings.Read().Select(it => $"{it.Name}={it.Value}"), .. ForLess]);
        var database = await _own.NewDatabase();
        var folder = (string)(await PostgresServer.Execute(database, "select current_setting('data_directory')"))!;
        foreach (var step in Aged) await PostgresServer.Execute(database, step);
        Postmaster = int.Parse(
            File.ReadLines(Path.Combine(folder, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        return _own;
    }
}
