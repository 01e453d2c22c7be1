using LiveChat.Core.Contacts;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using static LiveChat.Core.Tests.Conversations.Sample;

namespace LiveChat.Core.Tests.Conversations;

/// <summary>Opting out and in, switching the language, blocking; and closing within the tenant's rules.</summary>
public sealed class ContactSpecs
{
    private static readonly OptedOut Out = new(At(5), By.Contact);

    [Fact]
    public void Who_opts_out_while_it_waits_waits_no_more() => Scenario.Given(Waiting)
        .When(Says("stop", Consent.OptOut))
        .Then(Received("stop", 5), Out, new Closed(At(5), By.Contact, CloseReason.Contact));

    [Fact]
    public void Who_opts_out_with_an_agent_stays_there_for_the_agent_to_see() => Scenario.Given(WithAna)
        .When(Says("stop", Consent.OptOut))
        .Then(Received("stop", 5), Out);

    [Fact]
    public void Opting_out_once_more_says_nothing_new() => Scenario.Given([.. WithAna, Out])
        .When(Says("stop", Consent.OptOut))
        .Then(Received("stop", 5));

    [Fact]
    public void Who_opts_out_after_the_close_opens_nothing_that_waits()
    {
        var scenario = Scenario.Given(ClosedByAna).When(Says("stop", Consent.OptOut));
        scenario.Then(Begun(optedOut: false), Received("stop", 5), Out,
            new Closed(At(5), By.Contact, CloseReason.Contact));
        Assert.True(scenario.State().OptedOut);
    }

    [Fact]
    public void Having_opted_out_outlives_the_session()
    {
        var next = Scenario.Given([.. ClosedByAna[..^1], Out, ClosedByAna[^1]]).When(Mo("hello", 5));
        next.Then(Begun(optedOut: true), Received("hello", 5), Entered);
        Assert.True(next.State().OptedOut);
    }

    [Fact]
    public void Who_opts_in_again_is_served_as_any_other()
    {
        var next = Scenario.Given([.. ClosedByAna[..^1], Out, ClosedByAna[^1]]).When(Says("start", Consent.OptIn));
        next.Then(Begun(optedOut: true), Received("start", 5), new OptedIn(At(5), By.Contact), Entered);
        Assert.False(next.State().OptedOut);
        Scenario.Given([.. WithAna, Out]).When(Says("start", Consent.OptIn))
            .Then(Received("start", 5), new OptedIn(At(5), By.Contact));
        Scenario.Given(WithAna).When(Says("start", Consent.OptIn)).Then(Received("start", 5));
    }

    [Fact]
    public void No_answer_goes_to_who_opted_out() => Scenario.Given([.. WithAna, Out])
        .When(new SendMessage(At(6), 1, ByAna, "hello"))
        .ThenRejected(Rejection.ContactOptedOut);

    [Fact]
    public void A_language_asked_for_is_spoken_from_then_on()
    {
        var switched = Scenario.Given(WithAna).When(Asks("Français", "fr"));
        switched.Then(Received("Français", 5), new LanguageSwitched(At(5), By.Contact, "fr"));
        Assert.Equal("fr", switched.State().Language);
        Scenario.Given(WithAna).When(Asks("español", "es")).Then(Received("español", 5));
    }

    [Fact]
    public void A_blocked_contact_is_heard_and_opens_nothing()
    {
        var blocked = Scenario.Given([.. ClosedByAna, new ContactBlocked(At(4), BySupervisor.By)])
            .When(Mo("hello?", 5));
        blocked.Then(Received("hello?", 5));
        Assert.Equal((1, ConversationState.Closed), (blocked.State().Ordinal, blocked.State().State));
    }

    [Fact]
    public void Once_unblocked_a_contact_opens_conversations_again() => Scenario.Given(
            [.. ClosedByAna, new ContactBlocked(At(4), BySupervisor.By), new ContactUnblocked(At(4), BySupervisor.By)])
        .When(Mo("hello", 5))
        .Then(Begun(optedOut: false), Received("hello", 5), Entered);

    [Fact]
    public void Blocking_closes_what_is_open() => Scenario.Given(WithAna)
        .When(new BlockContact(At(6), 1, ByAna))
        .Then(new ContactBlocked(At(6), ByAna.By), new Closed(At(6), ByAna.By, CloseReason.Agent));

    [Fact]
    public void Only_its_agent_or_a_supervisor_blocks()
    {
        Scenario.Given(WithAna).When(new BlockContact(At(6), 1, ByBen)).ThenRejected(Rejection.NotAssignedToYou);
        Scenario.Given(ClosedByAna).When(new BlockContact(At(10), 1, ByAna)).Then(new ContactBlocked(At(10), ByAna.By));
        Scenario.Given(WithAna).When(new BlockContact(At(6), 2, BySupervisor)).ThenRejected(Rejection.NotFound);
        Scenario.Given().When(new BlockContact(At(6), 1, BySupervisor)).ThenRejected(Rejection.NotFound);
    }

    [Fact]
    public void Labels_given_with_the_close_are_added() => Scenario.Given(WithAna)
        .When(new Close(At(9), 1, ByAna, Reason: "solved", Labels: Vip))
        .Then(new Labelled(At(9), ByAna.By, Vip), new Closed(At(9), ByAna.By, CloseReason.Agent, "solved"));

    [Fact]
    public void Where_labels_are_required_none_closes_without()
    {
        var rules = new ClosureRules { LabelsRequired = true };
        Scenario.Given(WithAna).When(new Close(At(9), 1, ByAna, Closure: rules)).ThenRejected(Rejection.LabelsRequired);
        Scenario.Given([.. WithAna, new Labelled(At(5), ByAna.By, Vip)])
            .When(new Close(At(9), 1, ByAna, Closure: rules))
            .Then(new Closed(At(9), ByAna.By, CloseReason.Agent));
    }

    [Fact]
    public void Where_agents_may_not_close_a_supervisor_may()
    {
        var rules = new ClosureRules { AgentsMayClose = false };
        Scenario.Given(WithAna).When(new Close(At(9), 1, ByAna, Closure: rules))
            .ThenRejected(Rejection.CloseNotAllowed);
        Scenario.Given(WithAna).When(new Close(At(9), 1, ByBen, Closure: rules))
            .ThenRejected(Rejection.NotAssignedToYou);
        Scenario.Given(WithAna).When(new Close(At(9), 1, BySupervisor, Closure: rules))
            .Then(new Closed(At(9), BySupervisor.By, CloseReason.Supervisor));
    }

    [Fact]
    public void The_reason_of_a_close_stands_where_its_wrap_up_begins_or_it_is_parked()
    {
        var close = new Close(At(9), 1, ByAna, new LiveChatRules { WrapUpMax = TimeSpan.FromSeconds(30) }, "solved");
        Scenario.Given(WithAna).When(close).Then(
            new WrapUpBegan(At(9), ByAna.By, CloseReason.Agent, At(39), Parks: false, "solved"));
        Scenario.Given(WithAna).When(close with { Rules = new LiveChatRules { StayOpen = true } }).Then(
            new Parked(At(9), ByAna.By, CloseReason.Agent, "solved"));
    }

    [Fact]
    public void Who_opts_out_while_parked_is_closed_and_on_hold_stays()
    {
        Scenario.Given(ParkedByAna).When(Says("stop", Consent.OptOut))
            .Then(Received("stop", 5), Out, new Closed(At(5), By.Contact, CloseReason.Contact));
        Scenario.Given(HeldByAna).When(Says("stop", Consent.OptOut)).Then(Received("stop", 5), Out);
    }

    [Fact]
    public void Labels_stand_once_each_in_the_order_of_their_ids()
    {
        var (one, two) = (new LabelId(new Guid(1, 0, 0, new byte[8])), new LabelId(new Guid(2, 0, 0, new byte[8])));
        var labels = LabelSet.Of([two, one, two]);
        Assert.Equal([one, two], labels.Ids.ToArray());
        Assert.Equal(labels, LabelSet.Parse(labels.ToString()));
        Assert.Equal(labels, LabelSet.Of([one]).Union(LabelSet.Of([two])));
        Assert.True(LabelSet.Of([]).IsEmpty);
        Assert.Equal(default, LabelSet.Parse(""));
        Assert.Empty(default(LabelSet).Ids);
    }

    private static Queued Entered =>
        new(At(5), By.System, Sales, 3, At(5), Admitted: false, Excluded: null, QueuedReason.New);

    private static Opened Begun(bool optedOut) => new(
        At(5), By.Contact, 2, Sender, "+34900100200", Channel.Sms, "+34600111222", "es", Ana, optedOut);

    private static ReceiveMessage Says(string text, Consent consent) =>
        Mo(text, 5) with { Wish = new ContactWish(consent, null) };

    private static ReceiveMessage Asks(string text, string language) =>
        Mo(text, 5) with { Wish = new ContactWish(Consent.Unsaid, language) };
}
