using System.Collections.Immutable;

namespace LiveChat.Silo.Demo;

/// <summary>Who plays: queues with a sender each, and their agents.</summary>
public static class DemoPlan
{
    public const string Slug = "demo";

    public const string Admin = "ada";

    /// <summary>Who joins in with curl: an agent of a queue whose contacts are not played.</summary>
    public const string Guest = "you";

    public const string GuestSender = "+34900555009";

    public const string GuestQueue = "Your queue";

    public const int ConversationsPerAgent = 3;

    public static readonly ImmutableArray<DemoQueue> Queues =
    [
        new("Orders", "+34900555001", "longestIdle"),
        new("Billing", "+34900555002", "leastLoaded"),
        new("Technical", "+34900555003", "roundRobin"),
        new(GuestQueue, GuestSender, "longestIdle"),
    ];

    public static readonly ImmutableArray<DemoAgent> Agents =
    [
        new("bea", "Bea", ["Orders"]),
        new("carlos", "Carlos", ["Orders", "Billing"]),
        new("chloe", "Chloé", ["Orders"]),
        new("dieter", "Dieter", ["Billing"]),
        new("giulia", "Giulia", ["Billing", "Technical"]),
        new("joao", "João", ["Technical"]),
        new("mary", "Mary", ["Technical"]),
        new("noor", "Noor", ["Orders", "Technical"]),
        new(Guest, "You", [GuestQueue]),
    ];

    public static IEnumerable<DemoAgent> PlayedAgents => Agents.Where(agent => agent.Username != Guest);

    public static IEnumerable<DemoQueue> PlayedQueues => Queues.Where(queue => queue.Name != GuestQueue);
}

public sealed record DemoQueue(string Name, string Sender, string Strategy);

public sealed record DemoAgent(string Username, string DisplayName, ImmutableArray<string> Queues);
