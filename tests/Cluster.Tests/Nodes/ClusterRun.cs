using System.Security.Cryptography;
using LiveChat.Outside.Postgres;
using LiveChat.Process.Tests.Cast;

namespace LiveChat.Cluster.Tests.Nodes;

/// <summary>The program as the nodes of one cluster, on a PostgreSQL server of their own.</summary>
public sealed class ClusterRun : IRun
{
    private readonly PostgresServer _postgres;
    private readonly List<ClusterNode> _nodes;
    private readonly Balancer _balancer;

    private ClusterRun(PostgresServer postgres, string connection, List<ClusterNode> nodes)
    {
        (_postgres, Connection, _nodes) = (postgres, connection, nodes);
        _balancer = new Balancer(nodes);
        foreach (var node in nodes.Where(it => it.Role == "silo")) _balancer.Leave(node.Number);
    }

    public IReadOnlyList<ClusterNode> Nodes => _nodes;

    /// <summary>To the database of all nodes.</summary>
    public string Connection { get; }

    public Uri Url => _nodes[0].Url;

    /// <summary>All nodes start at once, on an empty database.</summary>
    public static Task<ClusterRun> Start(params string[] roles) => Start(new Dictionary<string, string>(), roles);

    /// <summary>The same, with settings of all nodes, as environment variables.</summary>
    public static async Task<ClusterRun> Start(IReadOnlyDictionary<string, string> settings, params string[] roles)
    {
        var postgres = await PostgresServer.StartOwn();
        var connection = await postgres.NewDatabase();
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        return new ClusterRun(
            postgres, connection,
            [.. roles.Select((role, number) => new ClusterNode(number, connection, key, role, settings))]);
    }

    public HttpMessageHandler Door() => _balancer.Door();

    public Task Ready(TimeSpan within) => Task.WhenAll(_nodes.Select(it => it.Ready()));

    /// <summary>SIGKILL of the last node, whose process is started again.</summary>
    public async Task KillAndRestart(TimeSpan readyWithin)
    {
        await _nodes[^1].Kill();
        await Back(_nodes[^1]);
    }

    /// <summary>SIGTERM to one node, which is started again; the exit code.</summary>
    public async Task<int> Restart(ClusterNode node, TimeSpan within)
    {
        _balancer.Leave(node.Number);
        var code = await node.Stop(within);
        await Back(node);
        return code;
    }

    /// <summary>
    /// SIGSTOP, SIGCONT after the time. It serves again on return, in the same process or in another one.
    /// </summary>
    public async Task Freeze(ClusterNode node, TimeSpan time)
    {
        node.Freeze();
        _balancer.Leave(node.Number);
        await Task.Delay(time);
        node.Thaw();
    }

    public async Task Back(ClusterNode node)
    {
        await node.Ready();
        if (node.Role != "silo") _balancer.Return(node.Number);
    }

    /// <summary>The database's server is away for that long.</summary>
    public async Task StopPostgres(TimeSpan time)
    {
        await _postgres.Stop();
        await Task.Delay(time);
        await _postgres.StartAgain();
    }

    public async Task<int> Stop(TimeSpan within)
    {
        foreach (var node in _nodes) node.Release();
        return (await Task.WhenAll(_nodes.Select(it => it.Stop(within)))).Max();
    }

    public string Output() => string.Join('\n', _nodes.Select(it => it.Output()));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}
