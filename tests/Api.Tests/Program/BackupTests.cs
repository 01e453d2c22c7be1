using Microsoft.Data.Sqlite;

namespace LiveChat.Api.Tests.Program;

/// <summary>
/// <c>livechat backup</c> beside a running server, and <c>livechat health</c>. What is in a backup that was taken under
/// load is judged in tests/Process.Tests.
/// </summary>
public sealed class BackupTests : IDisposable
{
    private readonly ProgramFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_stands_alone_is_its_owners_and_never_takes_the_place_of_anything()
    {
        await using var server = _folder.Serve();
        await server.Ready(ProgramFolder.StartMax);
        var to = _folder.In("copy.db");
        var (code, told) = await Run("backup", "--to", to, "--data", _folder.Data);
        Assert.Equal(0, code);
        Assert.Contains(to, told, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_folder.Data, "keys"), told, StringComparison.Ordinal);
        Assert.Equal(["copy.db"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(to));
        Assert.Equal(await Schema(Path.Combine(_folder.Data, "livechat.db")), await Schema(to));

        (code, told) = await Run("backup", "--to", to, "--data", _folder.Data);
        Assert.Equal(2, code);
        Assert.Contains($"{to} is there already", told, StringComparison.Ordinal);
        Assert.Equal(0, await server.Stop(ProgramFolder.StopMax));
    }

    [Fact]
    public async Task What_cannot_be_backed_up_is_refused_and_leaves_nothing()
    {
        var to = _folder.In("copy.db");
        var (code, told) = await Run("backup", "--to", to, "--data", _folder.Data);
        Assert.Equal(2, code);
        Assert.Contains("there is no such file", told, StringComparison.Ordinal);

        Directory.CreateDirectory(_folder.Data);
        await File.WriteAllTextAsync(Path.Combine(_folder.Data, "livechat.db"), new string('x', 8192));
        (code, told) = await Run("backup", "--to", to, "--data", _folder.Data);
        Assert.True(code == 2, told);
        (code, told) = await Run(
            [("LiveChat__Store", "postgres"), ("LiveChat__Connection", "Host=db;Database=d")],
            "backup", "--to", to, "--data", _folder.Data);
        Assert.Equal(2, code);
        Assert.Contains("pg_dump", told, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Health_is_good_as_long_as_the_server_serves()
    {
        var server = _folder.Serve();
        await server.Ready(ProgramFolder.StartMax);
        string[] ask = ["health", "--urls", $"http://*:{server.Url.Port}"];
        var (code, told) = await Run(ask);
        Assert.Equal(0, code);
        Assert.Contains("\"ready\"", told, StringComparison.Ordinal);

        await server.DisposeAsync();
        Assert.Equal(1, (await Run(ask)).Code);
    }

    private Task<(int Code, string Output)> Run(params string[] arguments) => Run([], arguments);

    private async Task<(int Code, string Output)> Run((string, string)[] environment, params string[] arguments)
    {
        await using var run = _folder.Start(ProgramFolder.FreeUrl(), arguments, environment);
        var code = await run.Ended(ProgramFolder.StartMax);
        return (code, run.Output());
    }

    /// <summary>Its newest migration, as who needs no log beside it reads it.</summary>
    private static async Task<object?> Schema(string file)
    {
        await using var database = new SqliteConnection($"Data Source={file};Pooling=False");
        await database.OpenAsync();
        await using var newest = database.CreateCommand();
        newest.CommandText = "select max(number) from schema_migration";
        return await newest.ExecuteScalarAsync();
    }
}
