using LiveChat.Auditor;

namespace LiveChat.Process.Tests;

/// <summary>What the auditor says of a server at rest.</summary>
public sealed class LiveAuditTests
{
    private static readonly ListedAgent Bea = new("bea", Enabled: true, "online", "available");

    private static readonly Rules Rules = new()
    {
        CapOfAgent = new Dictionary<string, int> { ["bea"] = 1 },
        AgentsOfQueue = new Dictionary<string, IReadOnlySet<string>>
        {
            ["hers"] = new HashSet<string> { "bea" },
            ["nobodys"] = new HashSet<string>(),
        },
        Senders = new HashSet<string>(),
    };

    [Fact]
    public void Who_waits_for_a_busy_agent_is_no_finding() =>
        Assert.Empty(Findings(["hers"], [Conversation("c2", "assigned", "hers", "bea")], Bea));

    [Fact]
    public void An_agent_above_the_cap_is_found() => Assert.Equal("P2", Only(Findings(
        [], [Conversation("c1", "assigned", "hers", "bea"), Conversation("c2", "assigned", "hers", "bea")], Bea)));

    [Fact]
    public void Who_waits_beside_a_free_agent_is_found() => Assert.Equal("P4", Only(Findings(["hers"], [], Bea)));

    [Fact]
    public void Who_waits_while_the_agent_is_away_is_no_finding()
    {
        Assert.Empty(Findings(["hers"], [], Bea with { Status = "paused" }));
        Assert.Empty(Findings(["hers"], [], Bea with { Presence = "offline" }));
        Assert.Empty(Findings(["hers"], [], Bea with { Enabled = false }));
    }

    [Fact]
    public void Who_waits_where_no_agent_ever_comes_is_found() =>
        Assert.Equal("P6", Only(Findings(["nobodys"], [], Bea)));

    private static string Only(IReadOnlyList<Finding> findings) => Assert.Single(findings).Promise;

    private static IReadOnlyList<Finding> Findings(
        string[] waitingIn, IReadOnlyList<LoggedConversation> assigned, ListedAgent agent) =>
        LiveAudit.Findings([.. waitingIn.Select(it => Conversation("c", "waiting", it))], assigned, [agent], Rules);

    private static LoggedConversation Conversation(string id, string state, string queue, string? agent = null) => new()
    {
        Id = id,
        Sender = "+34900100200",
        Contact = "+34600000001",
        Head = new LoggedHead { Version = 3, State = state, QueueId = queue, AgentId = agent },
        Events = [],
        Messages = [],
    };
}
