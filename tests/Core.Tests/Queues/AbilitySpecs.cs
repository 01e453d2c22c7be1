using LiveChat.Core.Queues;
using static LiveChat.Core.Tests.Queues.LineStory;

namespace LiveChat.Core.Tests.Queues;

/// <summary>Who may serve whom: languages (R1.10), preferred agents (R1.11, R1.15), overflow (R1.12).</summary>
public sealed class AbilitySpecs
{
    [Fact]
    public void A_conversation_goes_only_to_an_agent_who_masters_its_language() =>
        Speaking(0).Hears(1).Hears(2).Waits(Head(1) with { Language = "en" }).Reserves((2, 1));

    [Fact]
    public void One_that_nobody_present_masters_blocks_nobody() =>
        Speaking(0).Waits(Head(1) with { Language = "fr" }, Head(2, queuedAt: 1) with { Language = "es" }).After(9)
            .Hears(1).Reserves((1, 2));

    [Fact]
    public void One_of_unknown_language_goes_to_anyone() => Speaking(0).Hears(1).Waits(Head(1)).Reserves((1, 1));

    [Fact]
    public void After_the_set_wait_it_goes_to_anyone()
    {
        var story = Speaking(30).Hears(1).Waits(Head(1) with { Language = "fr" });
        Assert.Empty(story.Outputs);
        Assert.Equal(story.Now.AddSeconds(30), story.Line.NextDue);
        story.After(30).IsDue().Reserves((1, 1));
    }

    [Fact]
    public void The_earlier_one_comes_first_whatever_its_language() => Speaking(0)
        .Configure(it => it with { Members = [Member(1) with { Languages = ["es", "en"] }] })
        .Waits(Head(1, queuedAt: 2) with { Language = "es" }, Head(2, queuedAt: 1) with { Language = "en" }, Head(3))
        .After(9).Hears(1, free: 3).Reserves((1, 3), (1, 2), (1, 1));

    [Fact]
    public void Without_language_routing_languages_do_not_matter() => Speaking(0)
        .Configure(it => it with { Languages = default }).Hears(1).Waits(Head(1) with { Language = "fr" })
        .Reserves((1, 1));

    [Fact]
    public void A_bid_is_for_what_the_agent_masters()
    {
        var story = Speaking(0).Hears(2, free: 0).Waits(
            Head(1) with { Language = "en" }, Head(2, queuedAt: 1) with { Language = "es" });
        story.After(5).IsAskedForBid(1, round: 1).Reserves((1, 2));
    }

    [Fact]
    public void Who_wants_an_agent_gets_it_at_once_if_it_can_take_it()
    {
        var wanted = Head(1, queuedAt: 5) with { Preferred = LineScripts.Agent(2) };
        new LineStory(1, 2).After(9).Hears(1, idleSince: 0).Hears(2, idleSince: 8).Waits(Head(2), wanted)
            .Reserves((2, 1), (1, 2));
    }

    [Fact]
    public void Nobody_waits_for_an_agent_who_cannot_take_it_now()
    {
        var wanted = Head(1) with { Preferred = LineScripts.Agent(2) };
        new LineStory(1, 2).Hears(1).Hears(2, free: 0).Waits(wanted).Reserves((1, 1));
        new LineStory(1, 2).Hears(2, free: 0).Waits(wanted, Head(2, priority: 9)).Hears(2, free: 1)
            .Reserves((2, 2));
    }

    [Fact]
    public void An_agent_of_elsewhere_helps_out_after_the_wait_and_opens_no_waiting_room()
    {
        var story = new LineStory().Configure(it => it with
        {
            Members = [Member(1), Member(2, delaySeconds: 60) with { Overflow = true }],
        });
        story.Hears(1, free: 0).Hears(2);
        Assert.Equal((1, 0), (story.Line.Figures.Online, story.Line.Figures.Available));
        Assert.Empty(story.Waits(Head(1)).Outputs);
        story.After(60).IsDue().Reserves((2, 1));
    }

    /// <summary>Agent 1 masters Spanish, agent 2 English; anyone serves after so many seconds, 0: never.</summary>
    private static LineStory Speaking(int fallbackSeconds) => new LineStory().Configure(it => it with
    {
        Members = [Member(1) with { Languages = ["es"] }, Member(2) with { Languages = ["en"] }],
        Languages = new LanguageRules(Routing: true, TimeSpan.FromSeconds(fallbackSeconds)),
    });
}
