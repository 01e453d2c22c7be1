using System.Net;

namespace LiveChat.Silo.Starting;

/// <summary>How this process is a node of a cluster: section <c>LiveChat:Cluster</c>.</summary>
public sealed record ClusterOptions
{
    private const int NameLengthMax = 50;
    private const int ProbeSecondsMax = 60;

    /// <summary>Nodes of one name on one database are one cluster.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Where the other nodes reach this one; null is the address by which this machine reaches the database.
    /// </summary>
    public string? Address { get; init; }

    /// <summary>The port that nodes with actors talk to one another on.</summary>
    public int NodePort { get; init; } = 11111;

    /// <summary>The port that nodes without actors talk to this one on.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>
    /// How often nodes look after one another; three looks in vain, by two nodes, are a death. More for machines that
    /// have much else to do.
    /// </summary>
    public int ProbeSeconds { get; init; } = 1;

    /// <summary>What is wrong, as a sentence; null: nothing.</summary>
    public string? Fault() =>
        string.IsNullOrEmpty(Name) ? "--engine orleans needs --cluster, the name that its nodes have in common."
        : !(Name.Length <= NameLengthMax && Name.All(it => char.IsAsciiLetterOrDigit(it) || it == '-'))
            ? $"--cluster: 1 to {NameLengthMax} letters, digits and hyphens."
        : Address is not null && !IsAddress(Address)
            ? $"Cluster:Address: '{Address}' is not the address of one machine, as 10.0.0.7 is."
        : !IsPort(NodePort) ? "Cluster:NodePort: 1 to 65535."
        : !IsPort(GatewayPort) ? "Cluster:GatewayPort: 1 to 65535."
        : GatewayPort == NodePort ? "Cluster:GatewayPort must differ from Cluster:NodePort."
        : ProbeSeconds is < 1 or > ProbeSecondsMax ? $"Cluster:ProbeSeconds: 1 to {ProbeSecondsMax}."
        : null;

    private static bool IsAddress(string text) =>
        IPAddress.TryParse(text, out var address) && !address.Equals(IPAddress.Any)
        && !address.Equals(IPAddress.IPv6Any);

    private static bool IsPort(int port) => port is > 0 and <= IPEndPoint.MaxPort;
}
