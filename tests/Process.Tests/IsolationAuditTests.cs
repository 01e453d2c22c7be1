using System.Text.Json.Nodes;
using LiveChat.Auditor;

namespace LiveChat.Process.Tests;

/// <summary>P10 from outside: whatever a tenant sees of another one is found.</summary>
public sealed class IsolationAuditTests
{
    private static readonly Rules Rules = new()
    {
        CapOfAgent = new Dictionary<string, int> { ["bea"] = 1 },
        AgentsOfQueue = new Dictionary<string, IReadOnlySet<string>> { ["q"] = new HashSet<string> { "bea" } },
        Senders = new HashSet<string> { "own" },
    };

    private static readonly LoggedConversation Own = Conversation("c1", "own");
    private static readonly LoggedConversation Foreign = Conversation("c2", "foreign");

    [Fact]
    public void A_log_of_its_own_has_no_findings() => Assert.Empty(Strangers(Own));

    [Fact]
    public void A_sender_a_queue_and_an_agent_of_another_tenant_are_found()
    {
        var (queued, assigned) = (Own.Events[0], Own.Events[1]);
        Named("foreign", Foreign);
        Named("other", Own with { Events = [queued with { QueueId = "other" }, assigned] });
        Named("leo", Own with { Events = [queued, assigned with { AgentId = "leo" }] });
        Named("eva", Own with { Events = [queued with { FromAgentId = "eva" }, assigned] });
    }

    [Fact]
    public async Task Who_is_shown_nothing_of_another_tenant_is_no_finding() =>
        Assert.Empty(await Findings(Listed("c1"), [Own]));

    [Fact]
    public async Task A_conversation_listed_for_two_tenants_is_found() =>
        Assert.NotEmpty(await Findings(Listed("c1"), [Own, Foreign]));

    [Theory]
    [InlineData("")]
    [InlineData("/events")]
    [InlineData("/messages")]
    [InlineData("/routing")]
    public async Task A_conversation_that_a_stranger_can_read_is_found(string part) => Assert.Single(await Findings(
        path => path == $"/v1/conversations/c2{part}" ? new JsonObject() : Listed("c1")(path), [Own]));

    [Theory]
    [InlineData("queue=q")]
    [InlineData("agent=bea")]
    [InlineData("contact=%2B34600000001")]
    public async Task A_list_that_shows_a_stranger_is_found(string filter) => Assert.Single(await Findings(
        path => path == $"/v1/conversations?{filter}" ? Listed("c2")(path) : Listed("c1")(path), [Own]));

    private static void Named(string stranger, LoggedConversation conversation) =>
        Assert.Contains($"names {stranger} of", Assert.Single(Strangers(conversation)).What);

    private static IReadOnlyList<Finding> Strangers(LoggedConversation conversation) =>
        [.. IsolationAudit.Strangers([conversation], Rules)];

    private static Task<IReadOnlyList<Finding>> Findings(
        Func<string, JsonNode?> answer, IReadOnlyList<LoggedConversation> own) =>
        IsolationAudit.Findings(path => Task.FromResult(answer(path)), own, [Foreign]);

    /// <summary>Every list shows this one, and nothing else is there.</summary>
    private static Func<string, JsonNode?> Listed(string id) => path => path.Contains('?')
        ? new JsonObject { ["items"] = new JsonArray(new JsonObject { ["id"] = id }) }
        : null;

    private static LoggedConversation Conversation(string id, string sender)
    {
        LoggedEvent[] events =
        [
            new(1, "queued", default, null, null) { QueueId = "q", QueuedAt = default(DateTimeOffset) },
            new(2, "assigned", default, "bea", null) { QueueId = "q" },
        ];
        return new LoggedConversation
        {
            Id = id,
            Sender = sender,
            Contact = "+34600000001",
            Head = LogReplay.Of(events),
            Events = events,
            Messages = [],
        };
    }
}
