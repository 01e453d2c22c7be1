using LiveChat.Auditor;

namespace LiveChat.Process.Tests;

/// <summary>
/// P5 from outside. Every second one conversation comes into a queue and the first in order is given to an agent; all
/// is judged that differs from that.
/// </summary>
public sealed class OrderAuditTests
{
    private const string First = "c0";
    private const int Seconds = 40;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Rules Rules = new()
    {
        CapOfAgent = new Dictionary<string, int>(),
        AgentsOfQueue = new Dictionary<string, IReadOnlySet<string>> { ["q"] = new HashSet<string> { "bea", "leo" } },
        Senders = new HashSet<string>(),
    };

    [Fact]
    public void Who_is_served_in_turn_has_overtaken_nobody() => Assert.Empty(Findings([.. Line(), Waits(until: 3)]));

    [Fact]
    public void Somebody_who_waits_on_while_later_ones_are_served_is_found()
    {
        var found = Assert.Single(Findings([.. Line(), Waits(until: 30)]));
        Assert.Equal("P5", found.Promise);
        Assert.StartsWith($"{First}, queued at", found.What);
        Assert.Contains("c1 by bea", found.What);
    }

    [Fact]
    public void Somebody_who_is_never_served_is_found() => Assert.Single(Findings([.. Line(), Waits(until: null)]));

    [Fact]
    public void A_bid_or_a_queue_that_does_not_know_yet_is_no_finding_for_fifteen_seconds()
    {
        // The first later one is given away at second 2.
        Assert.Empty(Findings([.. Line(), Waits(until: 17)]));
        Assert.Single(Findings([.. Line(), Waits(until: 18)]));
    }

    [Fact]
    public void Who_was_given_no_place_yet_is_not_in_the_line()
    {
        var waits = Waits(until: 30);
        var fresh = waits.Events[1] with { Reason = "new" };
        Assert.Empty(Findings([.. Line(), waits with { Events = [waits.Events[0], fresh, waits.Events[2]] }]));
        Assert.Single(Findings([.. Line(), waits with
        {
            Events = [waits.Events[0], fresh, Event(1, "admitted"), waits.Events[2]],
        }]));
    }

    [Fact]
    public void The_time_of_first_entry_counts_for_who_comes_back()
    {
        var later = Start.AddSeconds(Seconds);
        Assert.Empty(Findings([.. Line(), Waits(until: 30, queuedAt: later)]));
        Assert.Single(Findings([.. Line(), Waits(from: 10, until: 30)]));
    }

    [Fact]
    public void Another_priority_is_another_line()
    {
        Assert.Empty(Findings([.. Line(), Waits(until: 30, priority: 1)]));
        // Until second 10 it stood among the others, from then on it does not.
        var moved = Waits(until: 30);
        Assert.Empty(Findings([.. Line(), moved with { Events = [
            .. moved.Events.Take(2), Event(10, "priorityChanged") with { Priority = 9 }, moved.Events[^1]] }]));
    }

    [Fact]
    public void Whom_the_agent_gave_away_it_may_pass_over()
    {
        Assert.Empty(Findings([.. Line(), Waits(until: 30, givenBy: "bea")]));
        Assert.Single(Findings([.. Line("leo"), Waits(until: 30, givenBy: "bea")]));
    }

    [Fact]
    public void What_a_person_takes_or_hands_on_overtakes_nobody() =>
        Assert.Empty(Findings([.. Line().Select(it => it with
        {
            Events = [.. it.Events.SkipLast(1), it.Events[^1] with { By = "agent" }],
        }), Waits(until: 30)]));

    [Fact]
    public void Who_goes_back_to_the_agent_it_had_overtakes_nobody() =>
        Assert.Empty(Findings([.. Line().Select(it => it with
        {
            Events = [it.Events[0] with { PreviousAgentId = "bea" }, .. it.Events.Skip(1)],
        }), Waits(until: 30)]));

    [Fact]
    public void An_agent_who_is_not_of_the_queue_is_no_finding() =>
        Assert.Empty(Findings([.. Line("stranger"), Waits(until: 30)]));

    [Fact]
    public void The_time_in_which_a_queue_stands_still_counts_for_little()
    {
        // At second 5 all stops, for 30 s; afterwards the earlier one comes first.
        var before = Line().Where(it => it.Events[^1].At < Start.AddSeconds(5)).ToList();
        Assert.Empty(Findings([.. before, Waits(until: 36)]));
        // But not when it goes on as it was.
        var after = Enumerable.Range(36, 15).Select(second => Served($"c{second}", second, "bea")).ToList();
        Assert.Single(Findings([.. before, .. after, Waits(until: 60)]));
    }

    [Fact]
    public void An_offer_is_a_match_too() => Assert.Single(Findings([.. Line().Select(it => it with
    {
        Events = [.. it.Events.SkipLast(1), it.Events[^1] with { Type = "offered" }],
    }), Waits(until: 30)]));

    private static IReadOnlyList<Finding> Findings(IReadOnlyList<LoggedConversation> log) =>
        [.. OrderAudit.Findings(log, Rules)];

    /// <summary>Who comes at second n, from 1 on, is served a second later.</summary>
    private static IEnumerable<LoggedConversation> Line(string agent = "bea") =>
        Enumerable.Range(1, Seconds).Select(second => Served($"c{second}", second, agent));

    private static LoggedConversation Served(string id, int second, string agent) =>
        Conversation(id, Event(second, "opened"), Queued(second), Event(second + 1, "assigned", agent));

    /// <summary>The one before all the others.</summary>
    private static LoggedConversation Waits(
        int? until, int from = 0, int priority = 0, DateTimeOffset? queuedAt = null, string? givenBy = null)
    {
        LoggedEvent[] before = givenBy is null
            ? [Event(0, "opened")]
            : [Event(0, "opened"), Event(0, "transferred") with { FromAgentId = givenBy }];
        var queued = Queued(from) with { Priority = priority, QueuedAt = queuedAt ?? Start };
        LoggedEvent[] after = until is { } at ? [Event(at, "assigned", "leo")] : [];
        return Conversation(First, [.. before, queued, .. after]);
    }

    private static LoggedConversation Conversation(string id, params LoggedEvent[] events) => new()
    {
        Id = id,
        Sender = "",
        Contact = id,
        Head = LogReplay.Of(events),
        Events = events,
        Messages = [],
    };

    private static LoggedEvent Queued(int second) =>
        Event(second, "queued") with { Priority = 0, QueuedAt = Start.AddSeconds(second) };

    private static LoggedEvent Event(int second, string type, string? agent = null) =>
        new(second, type, Start.AddSeconds(second), agent, null) { QueueId = "q" };
}
