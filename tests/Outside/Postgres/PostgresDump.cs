using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace LiveChat.Outside.Postgres;

/// <summary>PostgreSQL's own programs for backups, called as the documents say.</summary>
public static class PostgresDump
{
    /// <summary><c>pg_dump</c>, whatever goes on in the database.</summary>
    public static Task Write(string connectionString, string file) =>
        Run("pg_dump", "--format=custom", "--file", file, Named(connectionString));

    /// <summary><c>pg_restore</c> into an empty database.</summary>
    public static Task Restore(string file, string connectionString) =>
        Run("pg_restore", "--no-owner", "--exit-on-error", "--dbname", Named(connectionString), file);

    /// <summary>The connection as these programs are told it.</summary>
    private static string Named(string connectionString)
    {
        var it = new NpgsqlConnectionStringBuilder(connectionString);
        return string.Create(
            CultureInfo.InvariantCulture, $"host={it.Host} port={it.Port} dbname={it.Database} user={it.Username}");
    }

    private static async Task Run(string program, params string[] arguments)
    {
        var binaries = PostgresServer.Binaries ?? throw new InvalidOperationException("PostgreSQL is not installed.");
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(binaries, program), arguments)
        {
            RedirectStandardError = true,
        })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program}: {said}");
    }
}
