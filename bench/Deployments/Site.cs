using System.Net;
using LiveChat.Bench.Measures;
using LiveChat.Outside;

namespace LiveChat.Bench.Deployments;

/// <summary>A deployment at work: its processes, and where to reach them.</summary>
public sealed class Site(
    Deployment deployment, IReadOnlyList<SiloOptions> nodes, string? database, int? postmaster) : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(30);

    private readonly List<ServerProcess> _running = [];

    public Deployment Deployment => deployment;

    /// <summary>The connection string; null with SQLite.</summary>
    public string? Database => database;

    /// <summary>The folder of the first node.</summary>
    public string Data => nodes[0].Data;

    public Uri Url => new($"http://127.0.0.1:{nodes[0].Port}");

    /// <summary>Of every node; load is spread over them.</summary>
    public IPEndPoint[] EndPoints => [.. nodes.Select(it => new IPEndPoint(IPAddress.Loopback, it.Port))];

    /// <summary>
    /// Starts the nodes one after the other, so that the first makes the tables; all serve on return.
    /// </summary>
    public async Task Start()
    {
        foreach (var node in nodes)
        {
            var server = node.Start();
            _running.Add(server);
            await server.Ready(StartsWithin);
        }
    }

    public async Task Stop()
    {
        foreach (var server in _running)
        {
            if (await server.Stop(StopsWithin) != 0)
                throw new InvalidOperationException($"The server did not end well.\n{server.Output()}");
            await server.DisposeAsync();
        }

        _running.Clear();
    }

    /// <summary>Counts what all its processes take from now on.</summary>
    public CpuClock Clock() => CpuClock.Start([.. _running.Select(it => it.Id)], postmaster);

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _running) await server.DisposeAsync();
    }
}
