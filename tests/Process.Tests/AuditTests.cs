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
        AgentsOfQueue = new Dictionary<string, IReadOnlySet<string>> { ["q"] = new HashSet<string> { "bea", "leo" } },
        Senders = new HashSet<string> { Sender },
    };

    private static readonly LoggedConversation True = Conversation("c1") with
    {
        Head = new LoggedHead
        {
            Version = 8,
            State = "closed",
            QueueId = "q",
            AgentId = "bea",
            QueuedAt = Start.AddSeconds(3),
            AssignedAt = Start.AddSeconds(4),
            ClosedAt = Start.AddSeconds(8),
            CloseReason = "agent",
        },
        Events =
        [
            Event(1, "opened"), Message(2, "messageReceived", "one"), Queued(3), Event(4, "assigned", "bea"),
            Message(5, "messageSent", "uno"), Message(6, "messageReceived", "two"), Message(7, "messageSent", "dos"),
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
            Events = [Event(1, "opened"), Queued(2), Event(5, "assigned", "bea")],
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
        Head = True.Head with { CloseReason = "queueFull" },
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

    [Fact]
    public void A_head_that_its_events_do_not_lead_to_is_found()
    {
        Found("P9", True with { Head = True.Head with { State = "assigned" } });
        Found("P9", True with { Head = True.Head with { AgentId = "leo" } });
        Found("P9", True with { Head = True.Head with { QueueId = "other" } });
        Found("P9", True with { Head = True.Head with { CloseReason = "inactivity" } });
        Found("P9", True with { Head = True.Head with { Version = 9 } });
    }

    [Fact]
    public void A_message_that_no_event_says_is_found() =>
        Found("P9", True with { Messages = [.. True.Messages.SkipLast(1), True.Messages[3] with { Text = "tres" }] });

    [Fact]
    public void An_event_whose_message_is_not_shown_is_found() =>
        Found("P9", True with { Messages = [.. True.Messages.SkipLast(1)] });

    [Fact]
    public void A_head_after_an_offer_a_hold_and_a_transfer_is_the_one_that_these_lead_to()
    {
        var moved = True with
        {
            Head = new LoggedHead
            {
                Version = 13,
                State = "assigned",
                QueueId = "q",
                AgentId = "leo",
                PreviousAgentId = "bea",
                Priority = 5,
                QueuedAt = Start.AddSeconds(2),
                AssignedAt = Start.AddSeconds(13),
            },
            Messages = [],
            Events =
            [
                Event(1, "opened"), Queued(2), Event(3, "priorityChanged") with { Priority = 5 },
                Event(4, "offered", "leo"), Event(5, "offerDeclined", "leo"),
                Queued(6) with { Priority = 5, QueuedAt = Start.AddSeconds(2) }, Event(7, "offered", "bea"),
                Event(8, "assigned", "bea"), Event(9, "held", "bea"), Event(10, "resumed", "bea"),
                Event(11, "transferred") with { FromAgentId = "bea" },
                Queued(12) with { Priority = 5, QueuedAt = Start.AddSeconds(2) }, Event(13, "assigned", "leo"),
            ],
        };
        Assert.Empty(ReplayAudit.Findings([moved]));
        Assert.NotEmpty(ReplayAudit.Findings([moved with { Head = moved.Head with { PreviousAgentId = "leo" } }]));
    }

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
        Sender = Sender,
        Contact = Contact,
        Head = new LoggedHead { Version = 0, State = "assigned" },
        Events = [],
        Messages = [],
    };

    private static LoggedEvent Message(long version, string type, string text) =>
        Event(version, type) with { MessageId = $"m{version}", Text = text };

    private static LoggedEvent Queued(long version) =>
        Event(version, "queued") with { Priority = 0, QueuedAt = Start.AddSeconds(version) };

    private static LoggedEvent Event(
        long version, string type, string? agent = null, string? reason = null, int? at = null) =>
        new(version, type, Start.AddSeconds(at ?? version), agent, reason)
        {
            QueueId = type is "queued" or "assigned" or "offered" ? "q" : null,
        };
}
