using System.Net;
using LiveChat.Bench.Report;
using LiveChat.Outside;

namespace LiveChat.Bench.Scenarios;

/// <summary>Starts the servers under test, each as a process of its own on a fresh directory.</summary>
public sealed class Servers(BenchOptions options)
{
    public const string PlatformKey = "bench-platform-key-0123456789abcdef";
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(30);

    /// <param name="connection">Its PostgreSQL database; null: SQLite.</param>
    public async Task<ServerProcess> StartFloor(string? connection = null)
    {
        var (data, port) = (FreshDirectory("floor"), ServerProcess.FreePort());
        string[] arguments =
        [
            typeof(Servers).Assembly.Location, "floor-server", $"{port}", data,
            .. connection is null ? (string[])[] : [connection],
        ];
        // The floor's memory is collected as the product's is.
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_gcServer"] = "1",
            ["DOTNET_GCDynamicAdaptationMode"] = "0",
        };
        var floor = ServerProcess.Start(new Uri($"http://127.0.0.1:{port}"), data, arguments, environment);
        await floor.Ready(StartsWithin);
        return floor;
    }

    public SiloOptions SiloOptions(string name) =>
        new(FreshDirectory(name), ServerProcess.FreePort(), PlatformKey);

    public static async Task<ServerProcess> StartSilo(SiloOptions silo)
    {
        var server = silo.Start();
        await server.Ready(StartsWithin);
        return server;
    }

    /// <summary>Through the API, which hashes two passwords for each agent: that takes its time.</summary>
    public static Task<TenantAccess> CreateTenant(ServerProcess server, TenantPlan plan) =>
        CreateTenant(server.Url, plan);

    public static Task<TenantAccess> CreateTenant(Uri server, TenantPlan plan) => Progress.During(
        $"creating a tenant of {plan.Agents} agents",
        TenantSetup.Create(server, PlatformKey, plan with { Phrases = false }));

    public static IPEndPoint EndPoint(ServerProcess server) => new(IPAddress.Loopback, server.Url.Port);

    private string FreshDirectory(string name)
    {
        var path = Path.Combine(options.Data, $"{name}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(path);
        return path;
    }
}
