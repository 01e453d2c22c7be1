using System.Globalization;
using LiveChat.Api.Tests.Support;
using LiveChat.Outside;
using LiveChat.Outside.Postgres;

namespace LiveChat.Api.Tests.Program;

/// <summary>From a file to a server: <c>migrate</c>, <c>copy</c>, and the program on what was copied.</summary>
public sealed class OutgrownTests : IDisposable
{
    private const string Callback = "https://adapter.acme.test/mt";
    private readonly ProgramFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task What_was_in_the_file_is_served_from_the_database_with_its_sessions_its_secrets_and_its_audit_log()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        var connection = await (await PostgresServer.Shared).NewDatabase();
        string[] postgres = ["--store", "postgres", "--connection", connection];
        string[] copy = ["copy", "--from", "sqlite", "--to", "postgres", "--connection", connection];
        var (tenant, conversation) = await OnSqlite();

        Assert.Contains("has schema", await Run(0, ["migrate", .. postgres]));
        var copied = await Run(0, copy);
        Assert.Contains("conversation: 1 rows", copied);
        Assert.Contains("2 audit chains are as they were.", copied);
        Assert.Contains(Path.Combine(_folder.Data, "keys"), copied);
        Assert.Contains("it is not empty", await Run(2, copy));

        File.Delete(Path.Combine(_folder.Data, "livechat.db"));
        await using var server = await Serve(postgres);
        using var admin = new TenantClient(server.Url, tenant.Admin.Credential);
        Assert.Equal("waiting", (string)(await admin.Get($"/v1/conversations/{conversation}"))["state"]!);
        var sender = (await admin.Get("/v1/senders"))["items"]!.AsArray()[0]!;
        Assert.Equal(Callback, (string)sender["delivery"]!["url"]!);
        var next = await Mo(server.Url, tenant, 2);
        Assert.Equal("waiting", (string)(await admin.Get($"/v1/conversations/{next}"))["state"]!);
        Assert.DoesNotContain("The keys in", server.Output());

        var verified = await Run(0, ["audit", "verify", .. postgres]);
        Assert.Contains($"{tenant.Slug}: intact", verified);
        Assert.Contains("2 chains verified, 0 faults found.", verified);
        Assert.Equal(0, await server.Stop(ProgramFolder.StopMax));
    }

    [Fact]
    public async Task Migrating_a_file_ends_when_it_is_done()
    {
        Assert.Contains("has schema", await Run(0, ["migrate"]));
        Assert.True(File.Exists(Path.Combine(_folder.Data, "livechat.db")));
    }

    /// <summary>A tenant with a conversation that waits.</summary>
    private async Task<(TenantAccess Tenant, string Conversation)> OnSqlite()
    {
        await using var server = await Serve([]);
        var tenant = await TenantSetup.Create(server.Url, TestServer.PlatformKey, new TenantPlan("acme")
        {
            Agents = 1,
            WaitingWithNobodyOnline = 5,
            Senders = [new SenderPlan("+34900100200", new Uri(Callback), "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz")],
        });
        var conversation = await Mo(server.Url, tenant, 1);
        Assert.Equal(0, await server.Stop(ProgramFolder.StopMax));
        return (tenant, conversation);
    }

    private static async Task<string> Mo(Uri url, TenantAccess tenant, int number)
    {
        using var adapter = new TenantClient(url, tenant.ApiKey);
        return (string)(await adapter.Post("/v1/mo", new
        {
            channel = "sms",
            sender = tenant.Senders[0].Address,
            from = string.Create(CultureInfo.InvariantCulture, $"+3460000000{number}"),
            id = string.Create(CultureInfo.InvariantCulture, $"m-{number}"),
            text = "hello",
        }))["conversationId"]!;
    }

    private async Task<ServerProcess> Serve(string[] arguments)
    {
        var url = ProgramFolder.FreeUrl();
        var server = _folder.Start(
            url, ["--urls", url.ToString(), "--data", _folder.Data, .. arguments],
            ("LiveChat__PlatformKey", TestServer.PlatformKey));
        await server.Ready(ProgramFolder.StartMax);
        return server;
    }

    private async Task<string> Run(int expected, string[] arguments)
    {
        await using var run = _folder.Start(ProgramFolder.FreeUrl(), [.. arguments, "--data", _folder.Data]);
        var code = await run.Ended(ProgramFolder.StartMax);
        Assert.True(expected == code, run.Output());
        return run.Output();
    }
}
