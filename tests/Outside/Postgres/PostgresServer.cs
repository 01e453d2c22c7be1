using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace LiveChat.Outside.Postgres;

/// <summary>
/// A PostgreSQL server of the tests' own, in a folder of its own, heard only at a socket in there. It lives no longer
/// than this process, however that ends. <c>LIVECHAT_TEST_POSTGRES</c>, a connection string of a user who may create
/// databases, names a server that is there already for <see cref="Shared"/>.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Override = "LIVECHAT_TEST_POSTGRES";
    private const string Unprivileged = "nobody";

    /// <summary>
    /// Ends the server when its own input ends, which this process holds; unasked, the folder goes too.
    /// </summary>
    private const string Guarded =
        "\"$0/postgres\" -D \"$1/data\" -k \"$1\" -c listen_addresses= -c fsync=off -c full_page_writes=off "
        + "-c max_connections=300 -c shared_buffers=64MB -c max_wal_size=256MB -c log_min_messages=warning "
        + "\"${@:2}\" <&- >>\"$1/log\" 2>&1 & "
        + "server=$!; trap '' TERM INT; read -r how; kill \"-${how:-QUIT}\" $server; wait $server; "
        + "[ -n \"$how\" ] || rm -rf \"$1\"";

    private static readonly TimeSpan _startMax = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<PostgresServer>> _shared = new(() => Start());

    private readonly string _folder;
    private readonly string _base;
    private Process? _process;
    private int _databases;

    private PostgresServer(string folder, string @base)
    {
        _folder = folder;
        _base = @base;
    }

    /// <summary>Why no test can have a server here; null where it can.</summary>
    public static string? Missing =>
        Environment.GetEnvironmentVariable(Override) is { Length: > 0 } || Binaries is not null
            ? null : $"PostgreSQL is not installed, and {Override} is not set.";

    /// <summary>Whether <see cref="StartOwn"/> can.</summary>
    public static bool IsInstalled => Binaries is not null;

    /// <summary>The one that all tests of this process share, each with databases of its own.</summary>
    public static Task<PostgresServer> Shared => _shared.Value;

    /// <summary>The folder of its programs; null where it is not installed.</summary>
    internal static string? Binaries => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql")
            .OrderByDescending(it => int.TryParse(Path.GetFileName(it), out var version) ? version : 0)
            .Select(it => Path.Combine(it, "bin")).FirstOrDefault(it => File.Exists(Path.Combine(it, "initdb")))
        : null;

    /// <summary>A server that nobody else uses, to be stopped and started at will.</summary>
    /// <param name="settings">As <c>-c name=value</c>.</param>
    public static async Task<PostgresServer> StartOwn(params string[] settings)
    {
        var binaries = Binaries ?? throw new InvalidOperationException("PostgreSQL is not installed.");
        var folder = Directory.CreateTempSubdirectory("livechat-pg-").FullName;
        if (Environment.IsPrivilegedProcess) await Run("chown", Unprivileged, folder);
        await Run(
            Path.Combine(binaries, "initdb"), "-D", Path.Combine(folder, "data"), "-U", "livechat", "-A", "trust",
            "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions");
        var server = new PostgresServer(folder, $"Host={folder};Username=livechat;Database=postgres");
        await server.StartAgain(settings);
        return server;
    }

    /// <summary>An empty database, and how to connect to it. It goes with the server.</summary>
    /// <param name="template">Of which database it is a copy; nobody may be connected to that one.</param>
    public async Task<string> NewDatabase(string template = "template1")
    {
        var number = Interlocked.Increment(ref _databases);
        var name = string.Create(
            CultureInfo.InvariantCulture, $"livechat_test_{Environment.ProcessId}_{number}");
        await Execute(_base, $"drop database if exists {name} with (force)");
        await Execute(_base, $"create database {name} template {template}");
        return new NpgsqlConnectionStringBuilder(_base) { Database = name }.ToString();
    }

    /// <summary>Runs SQL on a database of this server; the first value of what it answers.</summary>
    public static async Task<object?> Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>
    /// Ends the server; it is gone on return. <c>QUIT</c> as in a crash, <c>INT</c> after what it is at.
    /// </summary>
    public async Task Stop(string signal = "QUIT")
    {
        if (_process is not { } process) return;
        _process = null;
        await process.StandardInput.WriteLineAsync(signal);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>After <see cref="Stop"/>, with the same data; it answers on return.</summary>
    public async Task StartAgain(params string[] settings)
    {
        _process = Begin(
            "bash", ["-c", Guarded, Binaries!, _folder, .. settings.SelectMany(it => (string[])["-c", it])]);
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await Execute(_base, "select 1");
                return;
            }
            catch (NpgsqlException) when (!_process.HasExited && Stopwatch.GetElapsedTime(began) < _startMax)
            {
                await Task.Delay(20);
            }
            catch (NpgsqlException failed)
            {
                throw new InvalidOperationException(
                    $"PostgreSQL did not start: {await Log()}", failed);
            }
        }
    }

    /// <summary>What the server has logged, all of it.</summary>
    public Task<string> Log() => File.ReadAllTextAsync(Path.Combine(_folder, "log"));

    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (_folder.Length > 0) Directory.Delete(_folder, recursive: true);
    }

    private static async Task<PostgresServer> Start()
    {
        if (Environment.GetEnvironmentVariable(Override) is { Length: > 0 } given)
            return new PostgresServer("", given);
        return await StartOwn();
    }

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = program == "chown" ? Begin(program, arguments, isPlain: true) : Begin(program, arguments);
        process.StandardInput.Close();
        var said = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program}: {await said}");
    }

    /// <summary>The server refuses to run as root.</summary>
    private static Process Begin(string program, IEnumerable<string> arguments, bool isPlain = false)
    {
        var asOther = Environment.IsPrivilegedProcess && !isPlain;
        string[] prefix = asOther
            ? ["setpriv", "--reuid", Unprivileged, "--regid", "nogroup", "--clear-groups", program] : [program];
        return Process.Start(new ProcessStartInfo(prefix[0], prefix[1..].Concat(arguments))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
    }
}
