using System.Net;
using System.Net.Sockets;

namespace LiveChat.Api.Tests.Program;

/// <summary>What the program says when it cannot start as asked: one line, exit code 2.</summary>
public sealed class RefusedStartTests : IDisposable
{
    private readonly ProgramFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Help_names_every_flag()
    {
        await using var run = _folder.Start(ProgramFolder.FreeUrl(), ["--help"]);

        Assert.Equal(0, await run.Ended(ProgramFolder.StartMax));
        foreach (var flag in (string[])
        [
            "--urls", "--data", "--config", "--demo", "--store", "--connection", "--engine", "--cluster", "--role",
            "--help", "--version", "migrate", "copy", "backup", "health",
        ])
            Assert.Contains(flag, run.Output(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Data));
    }

    [Theory]
    [InlineData("--nonsense", "--nonsense")]
    [InlineData("--urls", "--urls")]
    [InlineData("ftp://127.0.0.1:1", "--urls", "ftp://127.0.0.1:1")]
    [InlineData("http://127.0.0.1:70000", "--urls", "http://127.0.0.1:70000")]
    [InlineData("missing.json", "--config", "missing.json")]
    public Task A_wrong_flag_is_named(string culprit, params string[] arguments) =>
        AssertRefused(culprit, arguments);

    [Theory]
    [InlineData("mysql", "--store", "mysql")]
    [InlineData("--connection", "--store", "postgres")]
    [InlineData("--connection", "--store", "postgres", "--connection", "postgres://u:hush-hush@db/d")]
    [InlineData("Database", "--store", "postgres", "--connection", "Host=db;Username=u;Password=hush-hush")]
    [InlineData("d at 127.0.0.1:1:", "--store", "postgres", "--connection",
        "Host=127.0.0.1;Port=1;Database=d;Username=u;Password=hush-hush")]
    [InlineData("--demo", "--demo", "--store", "postgres", "--connection", "Host=db;Database=d;Password=hush-hush")]
    [InlineData("--from sqlite", "copy", "--from", "postgres", "--to", "sqlite")]
    [InlineData("no such file", "copy", "--from", "sqlite", "--to", "postgres", "--connection",
        "Host=127.0.0.1;Port=1;Database=d;Username=u;Password=hush-hush")]
    public Task A_store_that_cannot_be_used_is_named_and_its_password_is_not(
        string culprit, params string[] arguments) => AssertRefused(culprit, [.. arguments, "--data", _folder.Data]);

    /// <summary>What a build with the cluster engine says is tested with that.</summary>
    [Theory]
    [InlineData("-p:Orleans=true", "--engine", "orleans", "--cluster", "one", "--store", "postgres", "--connection",
        "Host=127.0.0.1;Port=1;Database=d;Username=u;Password=hush-hush")]
    [InlineData("--cluster", "--cluster", "one")]
    [InlineData("--role", "--role", "silo")]
    [InlineData("only embedded and orleans", "--engine", "akka")]
    public Task An_engine_that_this_build_has_not_or_what_is_not_for_it_is_named(
        string culprit, params string[] arguments) => AssertRefused(culprit, [.. arguments, "--data", _folder.Data]);

    [Theory]
    [InlineData("LiveChat__SealKey", "hush-hush", "SealKey")]
    [InlineData("LiveChat__SealKeyFormer", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "SealKeyFormer")]
    [InlineData("LiveChat__Nonsense", "1", "LiveChat:Nonsense")]
    [InlineData("LiveChat__Outgoing__Nonsense", "1", "LiveChat:Outgoing:Nonsense")]
    [InlineData("LiveChat__Outgoing__AllowLoopback", "perhaps", "AllowLoopback")]
    [InlineData("LiveChat__Outgoing__AllowedNetworks__0", "10.0.0.0/99", "10.0.0.0/99")]
    [InlineData("LiveChat__PublicUrl", "chat.example", "chat.example")]
    [InlineData("LiveChat__Connection", "Host=db;Database=d", "--connection")]
    [InlineData("LiveChat__PlatformKey", "two words", "PlatformKey")]
    [InlineData("LiveChat__Pace__BodyGraceSeconds", "1", "Pace:BodyGraceSeconds")]
    [InlineData("LiveChat__PasswordIterations", "999", "PasswordIterations")]
    public Task A_wrong_setting_is_named(string name, string value, string culprit) =>
        AssertRefused(culprit, ["--data", _folder.Data], (name, value));

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"LiveChat\":{\"Outgoing\":{\"AllowLoopback\":7}}}")]
    public Task A_file_that_makes_no_sense_is_refused(string text) =>
        AssertRefused("", ["--config", _folder.Write("settings.json", text), "--data", _folder.Data]);

    [Fact]
    public Task A_data_folder_that_cannot_be_made_is_named()
    {
        var file = _folder.Write("file", "");
        return AssertRefused(file, ["--data", Path.Combine(file, "data")]);
    }

    [Fact]
    public Task A_database_that_is_none_is_named()
    {
        Directory.CreateDirectory(_folder.Data);
        File.WriteAllText(Path.Combine(_folder.Data, "livechat.db"), new string('x', 8192));
        return AssertRefused("livechat.db", ["--data", _folder.Data]);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = $"http://{other.LocalEndpoint}";
        await AssertRefused(
            taken, ["--urls", taken, "--data", _folder.Data], ("LiveChat__PlatformKey", "no-line-for-a-key"));
    }

    [Fact]
    public async Task A_second_process_on_the_same_data_is_refused_until_the_first_is_gone_however_it_went()
    {
        await using var first = _folder.Serve(("LiveChat__PlatformKey", "first-key"));
        await first.Ready(ProgramFolder.StartMax);

        await AssertRefused(_folder.Data, ["--urls", $"{ProgramFolder.FreeUrl()}", "--data", _folder.Data]);
        await first.Kill();

        await using var second = _folder.Serve();
        await second.Ready(ProgramFolder.StartMax);
    }

    private async Task AssertRefused(
        string culprit, string[] arguments, params (string Name, string Value)[] environment)
    {
        await using var run = _folder.Start(ProgramFolder.FreeUrl(), arguments, environment);

        Assert.Equal(2, await run.Ended(ProgramFolder.StartMax));
        var line = Assert.Single(run.Output().Split('\n'));
        Assert.StartsWith("livechat: ", line, StringComparison.Ordinal);
        Assert.Contains(culprit, line, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", line, StringComparison.Ordinal);
    }
}
