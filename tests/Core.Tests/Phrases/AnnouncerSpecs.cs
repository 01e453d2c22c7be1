using System.Collections.Immutable;
using LiveChat.Core.Conversations;
using LiveChat.Core.Phrases;
using LiveChat.Core.Primitives;
using static LiveChat.Core.Tests.Conversations.Sample;

namespace LiveChat.Core.Tests.Phrases;

/// <summary>What the contact is told of what happened, and where in the commit.</summary>
public sealed class AnnouncerSpecs
{
    private static readonly Assigned ToBen = new(At(1), By.System, Ben, Sales, Two);
    private static readonly Queued ToSupport =
        new(At(1), By.System, Support, 3, Noon, Admitted: true, Excluded: Ana, QueuedReason.Transfer);

    [Fact]
    public void An_opening_is_greeted_once() => Announced(Arrived)
        .Is("Opened", "MessageReceived", "greeting:opened", "Queued");

    [Fact]
    public void What_is_refused_at_once_is_not_greeted() => Announced(
            Arrived[0], Arrived[1], new PhraseSent(At(0), By.System, "outsideHours", "We are closed."),
            new Closed(At(0), By.System, CloseReason.OutsideHours))
        .Is("Opened", "MessageReceived", "outsideHours:", "Closed");

    [Fact]
    public void At_the_beginning_of_a_wrap_up_it_is_closed_for_the_contact() => Announced(WrappedUpByAna[^1])
        .Is("closed:agent", "WrapUpBegan");

    [Fact]
    public void A_later_message_is_not_greeted()
    {
        ImmutableArray<ConversationEvent> more = [Received("more", 5)];
        Assert.False(Announcer.Concerns(more));
        Assert.Same(more[0], Assert.Single(Announcer.Announce(more, English())));
    }

    [Fact]
    public void Who_is_admitted_is_told_its_place() => Assert.Equal(
        "You are 4, 3 min.",
        Said(English(("waiting", "You are {position}, {minutes} min.")), new Admitted(At(1), By.System, Sales)));

    [Theory]
    [InlineData(0, "1")]
    [InlineData(60, "1")]
    [InlineData(61, "2")]
    [InlineData(3_600, "60")]
    public void Minutes_are_rounded_up_and_one_at_least(int seconds, string minutes) => Assert.Equal(
        minutes,
        (English() with { Wait = TimeSpan.FromSeconds(seconds) }).Fill("{minutes}"));

    [Fact]
    public void Who_is_assigned_is_told_the_agents_name() =>
        Assert.Equal("You are now chatting with Ben {agent}.", Said(English(), ToBen));

    [Fact]
    public void A_transfer_to_an_agent_is_told_after_the_assignment_that_belongs_to_it() => Announced(
            new Transferred(At(1), ByAna.By, Ana, Ben, null, null), ToBen)
        .Is("Transferred", "Assigned", "transferred:toAgent", "assigned:assigned");

    [Fact]
    public void A_transfer_to_a_queue_is_told_once_it_stands_there() => Announced(
            new Transferred(At(1), ByAna.By, Ana, null, Support, null), ToSupport)
        .Is("Transferred", "Queued", "transferred:toQueue");

    [Fact]
    public void An_automatic_transfer_tells_by_itself_whether_the_contact_hears_of_it() => Announced(
            new Transferred(At(1), By.System, Ana, null, Support, null), ToSupport)
        .Is("Transferred", "Queued");

    [Fact]
    public void A_return_to_the_queue_is_not_told() => Announced(
            new Unassigned(At(1), By.System, Ana, QueuedReason.AgentDisabled), ToSupport)
        .Is("Unassigned", "Queued");

    [Theory]
    [InlineData(CloseReason.Agent, "closed:agent", "Closed")]
    [InlineData(CloseReason.Supervisor, "closed:supervisor", "Closed")]
    [InlineData(CloseReason.Inactivity, "Closed")]
    [InlineData(CloseReason.QueueFull, "Closed")]
    [InlineData(CloseReason.Contact, "Closed")]
    public void Only_who_a_person_closes_is_told_closed(CloseReason reason, params string[] told) =>
        Announced(new Closed(At(1), ByAna.By, reason)).Is(told);

    [Fact]
    public void An_empty_text_is_left_out() =>
        Assert.Same(ToBen, Assert.Single(Announcer.Announce([ToBen], English(("assigned", "")))));

    [Fact]
    public void Texts_are_of_the_conversations_language_else_of_the_tenants()
    {
        Assert.Equal("Ahora le atiende Ben {agent}.", Said(English() with { Language = "es-MX" }, ToBen));
        Assert.Equal(
            "Ora le risponde Ben {agent}.", Said(English() with { Language = "ja", FallbackLanguage = "it" }, ToBen));
    }

    [Fact]
    public void Who_opts_out_is_told_so_once_and_then_nothing()
    {
        var silent = English() with { Silent = true };
        ImmutableArray<ConversationEvent> events = [new OptedOut(At(1), By.Contact), ToBen];
        Assert.Equal(
            ["OptedOut", "PhraseSent", "Assigned"],
            Announcer.Announce(events, silent).Select(it => it.GetType().Name));
        Assert.Empty(Announcer.Announce([new PhraseSent(At(1), By.System, "reminder", "Hello?")], silent));
    }

    [Fact]
    public void A_switched_language_is_told_in_the_new_one() => Assert.Equal(
        "Désormais, nous vous écrirons en français.",
        Said(English() with { Language = "fr" }, new LanguageSwitched(At(1), By.Contact, "fr")));

    [Fact]
    public void Where_the_rules_say_so_nobody_is_told_of_the_close()
    {
        ImmutableArray<ConversationEvent> closed = [new Closed(At(1), ByAna.By, CloseReason.Agent)];
        Assert.Single(Announcer.Announce(closed, English() with { TellsClose = false }));
    }

    [Fact]
    public void A_phrase_is_the_systems_at_the_time_of_what_it_tells() => Assert.Equal(
        new PhraseSent(At(1), By.System, "assigned", "You are now chatting with Ben {agent}.", "assigned"),
        Announcer.Announce([ToBen], English())[^1]);

    private static string Said(Wording wording, ConversationEvent happened) =>
        Assert.IsType<PhraseSent>(Announcer.Announce([happened], wording)[^1]).Text;

    /// <summary>An agent's name that looks like a variable must not be read again.</summary>
    private static Wording English(params (string Key, string Text)[] texts) => new(
        new PhraseBook(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty.Add(
            "en", texts.Append(("greeting", "Hello.")).ToImmutableSortedDictionary(it => it.Item1, it => it.Item2))),
        "en", "en", "Ben {agent}", Position: 4, Wait: TimeSpan.FromSeconds(121));

    private static Story Announced(params ConversationEvent[] events)
    {
        Assert.True(events is [Unassigned, ..] || Announcer.Concerns([.. events]));
        return new Story([.. Announcer.Announce([.. events], English()).Select(
            it => it is PhraseSent phrase ? $"{phrase.Key}:{phrase.Reason}" : it.GetType().Name)]);
    }

    private sealed record Story(string[] Told)
    {
        public void Is(params string[] told) => Assert.Equal(told, Told);
    }
}
