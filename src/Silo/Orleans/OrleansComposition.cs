using System.Net;
using System.Net.Sockets;
using LiveChat.Grains.Hosting;
using LiveChat.Silo.Composition;
using LiveChat.Silo.Orleans;
using LiveChat.Silo.Starting;
using Npgsql;

[assembly: OffersCluster(typeof(OrleansComposition))]

namespace LiveChat.Silo.Orleans;

/// <summary>A node of a cluster on Orleans, in the database that has everything else.</summary>
internal sealed class OrleansComposition : IClusterComposition
{
    /// <summary>
    /// What the runtime has for itself: who is in the cluster, and reminders, of which a node that joins asks for many
    /// at once. The driver would open up to a hundred connections and keep them for minutes: three nodes and the one
    /// that replaces one of them took all that the server has.
    /// </summary>
    private const int RuntimeConnectionsMax = 8;

    public async Task Add(WebApplicationBuilder host, LiveChatOptions options)
    {
        var database = PostgresConnection.Of(options.Connection!);
        var node = new ClusterNodeOptions
        {
            Cluster = options.ClusterName!,
            Connection = OfRuntime(database.Options.ConnectionString),
            Address = await Address(options),
            NodePort = options.Cluster.NodePort,
            GatewayPort = options.Cluster.GatewayPort,
            Probe = TimeSpan.FromSeconds(options.Cluster.ProbeSeconds),
        };
        try
        {
            await ClusterTables.Prepare(node.Connection);
        }
        catch (NpgsqlException failure)
        {
            throw new StartRefusedException($"Database {database.Name}: {failure.Message}", failure);
        }

        if (options.Role == NodeRole.Api) host.AddClusterClient(node);
        else host.AddClusterNode(node);
    }

    private static string OfRuntime(string connection) => new NpgsqlConnectionStringBuilder(connection)
    {
        MaxPoolSize = RuntimeConnectionsMax,
        ApplicationName = "livechat cluster",
    }.ToString();

    private static async Task<IPAddress> Address(LiveChatOptions options)
    {
        if (options.Cluster.Address is { } given) return IPAddress.Parse(given);
        var database = new NpgsqlConnectionStringBuilder(options.Connection);
        var host = database.Host!.Split(',')[0].Split(':')[0];

        // A folder: the database is at a socket of this machine.
        if (host.StartsWith('/') || host.StartsWith('@')) return IPAddress.Loopback;
        try
        {
            return await Towards(host, database.Port);
        }
        catch (SocketException unreachable)
        {
            throw new StartRefusedException(
                $"Cluster:Address is needed: which address of this machine reaches {host} cannot be told "
                + $"({unreachable.Message}).", unreachable);
        }
    }

    /// <summary>The address of this machine from which the other is reached. Nothing is sent.</summary>
    private static async Task<IPAddress> Towards(string host, int port)
    {
        using var socket = new Socket(SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(host, port);
        var own = ((IPEndPoint)socket.LocalEndPoint!).Address;
        return own.IsIPv4MappedToIPv6 ? own.MapToIPv4() : own;
    }
}
