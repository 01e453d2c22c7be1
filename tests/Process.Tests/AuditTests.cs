using LiveChat.Auditor;

namespace LiveChat.Process.Tests;

/// <summary>The auditor finds each kind of lie, and nothing in a true log.</summary>
public sealed class AuditTests
{
    private const string Sender = "+34900100200";
    private const string Contact = "+34600000001";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Rules Rules = new()
    {
        CapOfAgent = new Dictionary<string, int> { ["bea"] = 1, ["leo"] = 1 },
        AgentsOfQueue = new Dictionary<string, IReadOnlySet<string>>(),
    };

    private static readonly LoggedConversation True = Conversation("c1") with
    {
        CloseReason = "agent",
        State = "closed",
        Events =
        [
            Event(1, "opened"), Event(2, "messageReceived"), Event(3, "queued"), Event(4, "assigned", "bea"),
            Event(5, "messageSent"), Event(6, "messageReceived"), Event(7, "messageSent"),
            Event(8, "closed", reason: "agent"),
        ],
        Messages =
        [
            new(2, "m2", "mo", "text", "one"), new(5, "m5", "mt", "text", "uno"), new(6, "m6", "mo", "text", "two"),
            new(7, "m7", "mt", "text", "dos"),
        ],
    };

    [Fact]
    public void A_true_log_has_no_findings() => Assert.Empty(Findings([True], Seen()));

    [Fact]
    public void A_lost_message_is_found() => Found("P1", True with { Messages = [.. True.Messages.Skip(1)] });

    [Fact]
    public void A_repeated_message_is_found() =>
        Found("P1", True with { Messages = [.. True.Messages, new(9, "m9", "mo", "text", "two")] });

    [Fact]
    public void Messages_in_another_order_are_found() => Found("P1", True with
    {
        Messages = [True.Messages[2], True.Messages[1], True.Messages[0], True.Messages[3]],
    });

    [Fact]
    public void A_gap_in_the_versions_is_found() => Found("P1", True with { Events = [.. True.Events.Skip(1)] });

    [Fact]
    public void An_agent_above_the_cap_is_found()
    {
        var second = Conversation("c2") with
        {
            Contact = "+34600000002",
            Events = [Event(1, "opened"), Event(2, "queued"), Event(5, "assigned", "bea")],
        };
        Assert.Contains(Findings([True, second], Seen()), finding => finding.Promise == "P2");
        var later = second with { Events = [second.Events[0], second.Events[1], Event(3, "assigned", "bea", at: 8)] };
        Assert.DoesNotContain(Findings([True, later], Seen()), finding => finding.Promise == "P2");
    }

    [Fact]
    public void A_conversation_with_two_agents_is_found() => Found("P3", True with
    {
        Events = [.. True.Events.Take(4), Event(5, "assigned", "leo"), .. True.Events.Skip(5)],
    });

    [Fact]
    public void An_assignment_that_only_the_stream_knew_is_found()
    {
        var evidence = Seen();
        evidence.SawAssigned(new SeenAssignment("leo", "c1"));
        Assert.Contains(Findings([True], evidence), finding => finding.Promise == "P3");
    }

    [Fact]
    public void A_refusal_without_a_phrase_is_found() => Found("P6", True with
    {
        CloseReason = "queueFull",
        Events = [.. True.Events.SkipLast(1), Event(8, "closed", reason: "queueFull")],
    });

    [Fact]
    public void An_accepted_answer_that_is_not_in_the_log_is_found()
    {
        var evidence = Seen();
        evidence.Accepted(new AcceptedAnswer("c1", "bea", "m9", "tres"));
        Assert.Contains(Findings([True], evidence), finding => finding.Promise == "P8");
    }

    [Fact]
    public void An_answer_that_never_reached_its_adapter_is_found() =>
        Assert.Contains(Findings([True], Seen(handedOver: ["m5"])), finding => finding.Promise == "P8");

    [Fact]
    public void Hand_overs_in_another_order_are_found() =>
        Assert.Contains(Findings([True], Seen(handedOver: ["m7", "m5"])), finding => finding.Promise == "P8");

    [Fact]
    public void A_repeated_hand_over_is_no_finding() =>
        Assert.Empty(Findings([True], Seen(handedOver: ["m5", "m7", "m5"])));

    private static void Found(string promise, LoggedConversation conversation) =>
        Assert.Contains(Findings([conversation], Seen()), finding => finding.Promise == promise);

    private static IReadOnlyList<Finding> Findings(IReadOnlyList<LoggedConversation> log, Evidence evidence) =>
        new LogAudit(log, evidence, Rules).Findings();

    private static Evidence Seen(params string[] handedOver)
    {
        var evidence = new Evidence();
        foreach (var text in (string[])["one", "two"]) evidence.Acknowledged(new SentMo(Sender, Contact, text, "c1"));
        foreach (var id in handedOver.Length == 0 ? ["m5", "m7"] : handedOver)
        {
            var text = True.Messages.Single(message => message.Id == id).Text;
            evidence.Accepted(new AcceptedAnswer("c1", "bea", id, text));
            evidence.HandedOver(new HandOver(Sender, Contact, id, "c1", text));
        }

        evidence.SawAssigned(new SeenAssignment("bea", "c1"));
        return evidence;
    }

    private static LoggedConversation Conversation(string id) => new()
    {
        Id = id,
        ThreadId = "t",
        State = "assigned",
        QueueId = "q",
        AgentId = "bea",
        Sender = Sender,
        Contact = Contact,
        CloseReason = null,
        Events = [],
        Messages = [],
    };

    private static LoggedEvent Event(
        long version, string type, string? agent = null, string? reason = null, int? at = null) =>
        new(version, type, Start.AddSeconds(at ?? version), agent, reason);
}
