using LiveChat.Api.Tests.Support;
using Microsoft.Data.Sqlite;

namespace LiveChat.Api.Tests.Program;

/// <summary><c>livechat audit verify</c>, beside a running server.</summary>
public sealed class AuditVerifyTests : IDisposable
{
    private readonly ProgramFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_tells_of_each_chain_and_finds_the_row_that_was_changed()
    {
        var server = new TestServer();
        await server.InitializeAsync();
        try
        {
            var tenant = await TestTenant.Create(server);
            var (code, intact) = await Verify(server.Folder);
            Assert.Equal(0, code);
            Assert.Contains($"{tenant.Slug}: intact", intact);
            Assert.Contains("the platform: intact; last row 2, ", intact);
            Assert.Contains("2 chains verified, 0 faults found.", intact);

            await using (var database = new SqliteConnection($"Data Source={server.DatabaseFile};Pooling=false"))
            {
                await database.OpenAsync();
                await using var tampering = database.CreateCommand();
                tampering.CommandText =
                    "drop trigger audit_keeps_values; update audit set ip = '198.51.100.1' where number = 2 "
                    + "and chain <> zeroblob(16)";
                Assert.Equal(1, await tampering.ExecuteNonQueryAsync());
            }

            (code, var broken) = await Verify(server.Folder);
            Assert.Equal(1, code);
            Assert.Contains($"{tenant.Slug}: NOT INTACT", broken);
            Assert.Contains("  row 2 was changed", broken);
            Assert.Contains("1 faults found", broken);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Data_that_is_not_there_is_refused()
    {
        var (code, output) = await Verify(_folder.In("nowhere"));
        Assert.Equal(2, code);
        Assert.Contains("there is no such file", output);
        Assert.False(Directory.Exists(_folder.In("nowhere")));
    }

    private async Task<(int Code, string Output)> Verify(string data)
    {
        await using var run = _folder.Start(ProgramFolder.FreeUrl(), ["audit", "verify", "--data", data]);
        var code = await run.Ended(ProgramFolder.StartMax);
        return (code, run.Output());
    }
}
