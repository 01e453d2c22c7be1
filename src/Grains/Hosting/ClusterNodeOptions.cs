using System.Net;

namespace LiveChat.Grains.Hosting;

/// <summary>How this node is part of a cluster.</summary>
public sealed record ClusterNodeOptions
{
    /// <summary>Nodes of one name on one database are one cluster.</summary>
    public required string Cluster { get; init; }

    /// <summary>
    /// The PostgreSQL database that keeps who is in the cluster; null: this node is the whole cluster.
    /// </summary>
    public string? Connection { get; init; }

    /// <summary>Where the other nodes reach this one.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port that nodes with actors talk to one another on.</summary>
    public int NodePort { get; init; } = 11111;

    /// <summary>How often nodes look after one another, and how long an answer may take.</summary>
    public TimeSpan Probe { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The port that nodes without actors talk to this one on.</summary>
    public int GatewayPort { get; init; } = 30000;
}
