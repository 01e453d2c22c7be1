using System.Security.Cryptography;
using LiveChat.Cluster.Tests.Nodes;
using LiveChat.Outside;
using LiveChat.Outside.Postgres;

namespace LiveChat.Cluster.Tests.Together;

/// <summary>What a node says when it cannot be one: one line, exit code 2.</summary>
public sealed class RefusedNodeTests : IDisposable
{
    private const string Key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly string _data = Directory.CreateTempSubdirectory("livechat-refused-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData("--store postgres", "--engine", "orleans", "--cluster", "one")]
    [InlineData("--cluster", "--engine", "orleans", "--store", "postgres", "--connection", "Host=db;Database=d")]
    [InlineData("--cluster", "--engine", "orleans", "--cluster", "a name", "--store", "postgres", "--connection",
        "Host=db;Database=d")]
    [InlineData("--role", "--engine", "orleans", "--cluster", "one", "--role", "guest", "--store", "postgres",
        "--connection", "Host=db;Database=d")]
    public Task A_flag_that_is_missing_or_wrong_is_named(string culprit, params string[] flags) =>
        AssertRefused(culprit, flags, ("LiveChat__SealKey", Key));

    [Theory]
    [InlineData("SealKey", "LiveChat__SealKey", "")]
    [InlineData("Cluster:NodePort", "LiveChat__Cluster__NodePort", "0")]
    [InlineData("Cluster:GatewayPort", "LiveChat__Cluster__GatewayPort", "11111")]
    [InlineData("Cluster:Address", "LiveChat__Cluster__Address", "0.0.0.0")]
    [InlineData("Cluster:ProbeSeconds", "LiveChat__Cluster__ProbeSeconds", "0")]
    public Task A_setting_that_is_missing_or_wrong_is_named(string culprit, string name, string value) => AssertRefused(
        culprit, Node("Host=db;Database=d", "one"), ("LiveChat__SealKey", Key), (name, value));

    [SkippableFact]
    public async Task A_database_is_one_clusters_or_one_processes()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        var connection = await (await PostgresServer.Shared).NewDatabase();
        string[] alone = ["--store", "postgres", "--connection", connection];
        await using (var process = Start(alone))
        {
            await process.Ready(s_patience);
            await AssertRefused("Another LiveChat process", Node(connection, "one"), ("LiveChat__SealKey", Key));
            Assert.Equal(0, await process.Stop(s_patience));
        }

        await using var node = Start(
            Node(connection, "one"), ("LiveChat__SealKey", Key),
            ("LiveChat__Cluster__NodePort", $"{ServerProcess.FreePort()}"),
            ("LiveChat__Cluster__GatewayPort", $"{ServerProcess.FreePort()}"));
        await node.Ready(s_patience);
        await AssertRefused("cluster 'one'", alone);
        await AssertRefused("cluster 'one'", Node(connection, "other"), ("LiveChat__SealKey", Key));
        var otherKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        await AssertRefused("SealKey", Node(connection, "one"), ("LiveChat__SealKey", otherKey));
        Assert.Equal(0, await node.Stop(s_patience));
    }

    private static string[] Node(string connection, string cluster) =>
        ["--engine", "orleans", "--cluster", cluster, "--store", "postgres", "--connection", connection];

    private ServerProcess Start(string[] flags, params (string Name, string Value)[] environment) =>
        new SiloOptions(
            Directory.CreateDirectory(Path.Combine(_data, Guid.NewGuid().ToString("N"))).FullName,
            ServerProcess.FreePort(), ClusterNode.PlatformKey)
        {
            Flags = flags,
            Environment = environment.GroupBy(it => it.Name).ToDictionary(it => it.Key, it => it.Last().Value),
        }.Start();

    private async Task AssertRefused(
        string culprit, string[] flags, params (string Name, string Value)[] environment)
    {
        await using var run = Start(flags, environment);
        Assert.Equal(2, await run.Ended(s_patience));
        var line = Assert.Single(run.Output().Split('\n'));
        Assert.StartsWith("livechat: ", line, StringComparison.Ordinal);
        Assert.Contains(culprit, line, StringComparison.Ordinal);
    }
}
