using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using static LiveChat.Core.Tests.Conversations.Sample;
using static LiveChat.Core.Tests.Conversations.Scenario;

namespace LiveChat.Core.Tests.Conversations;

public sealed class EnteringSpecs
{
    [Fact]
    public void The_first_message_opens_a_conversation_that_waits_and_is_not_yet_admitted() =>
        Given().When(Mo("hola", 0)).Then(Arrived);

    [Fact]
    public void A_message_joins_the_open_conversation() =>
        Given(Waiting).When(Mo("more", 5)).Then(Received("more", 5));

    [Fact]
    public void A_message_joins_a_conversation_that_is_with_an_agent() =>
        Given(WithAna).When(Mo("more", 5)).Then(Received("more", 5));

    [Fact]
    public void A_message_after_the_close_opens_the_next_conversation_and_remembers_the_agent() =>
        Given(ClosedByAna).When(Mo("again", 60)).Then(
            new Opened(At(60), By.Contact, 2, Sender, "+34900100200", Channel.Sms, "+34600111222", "es", Ana),
            Received("again", 60),
            new Queued(At(60), By.System, Sales, 3, At(60), Admitted: false, Excluded: null, QueuedReason.New));

    [Fact]
    public void Admission_is_recorded_once()
    {
        Given(Arrived).When(new Admit(At(1), 1, Sales, 3)).Then(new Admitted(At(1), By.System, Sales));
        Given(Waiting).When(new Admit(At(2), 1, Sales, 3)).ThenNothing();
    }

    [Fact]
    public void Admission_by_a_queue_it_does_not_wait_in_means_nothing() =>
        Given(Arrived).When(new Admit(At(1), 1, Support, 3)).ThenNothing();

    [Fact]
    public void A_refused_entry_is_told_the_phrase_and_closed_with_the_reason() =>
        Given(Arrived)
            .When(new RefuseEntry(At(1), 1, Sales, 3, CloseReason.QueueFull, "queueFull", "Come back later."))
            .Then(
                new PhraseSent(At(1), By.System, "queueFull", "Come back later."),
                new Closed(At(1), By.System, CloseReason.QueueFull));

    [Fact]
    public void An_empty_phrase_is_not_sent() =>
        Given(Arrived)
            .When(new RefuseEntry(At(1), 1, Sales, 3, CloseReason.NoAgent, "noAgent", ""))
            .Then(new Closed(At(1), By.System, CloseReason.NoAgent));

    [Fact]
    public void Who_was_admitted_is_never_refused() =>
        Given(Waiting)
            .When(new RefuseEntry(At(2), 1, Sales, 3, CloseReason.QueueFull, "queueFull", "Come back later."))
            .ThenNothing();

    [Fact]
    public void A_late_answer_to_an_earlier_conversation_does_not_touch_the_next()
    {
        ConversationEvent[] second =
        [
            .. ClosedByAna,
            new Opened(At(60), By.Contact, 2, Sender, "+34900100200", Channel.Sms, "+34600111222", "es", Ana),
            Received("again", 60),
            new Queued(At(60), By.System, Sales, 3, At(60), Admitted: false, Excluded: null, QueuedReason.New),
        ];
        Given(second).When(new Admit(At(61), 1, Sales, second.Length)).ThenNothing();
        Given(second)
            .When(new RefuseEntry(At(61), 1, Sales, second.Length, CloseReason.NoAgent, "noAgent", "x"))
            .ThenNothing();
        Given(second).When(new Close(At(61), 1, ByAna)).ThenRejected(Rejection.ConversationClosed);
    }

    /// <summary>One that was assigned before the answer came, and parked, waits anew and is decided anew.</summary>
    [Fact]
    public void A_late_answer_to_an_earlier_stay_in_the_queue_does_not_touch_the_next()
    {
        ConversationEvent[] again =
        [
            .. ParkedByAna,
            Received("again", 60),
            new Queued(At(60), By.System, Sales, 3, At(60), Admitted: false, Excluded: null, QueuedReason.Parked),
        ];
        Given(again).When(new Admit(At(61), 1, Sales, 3)).ThenNothing();
        Given(again).When(new RefuseEntry(At(61), 1, Sales, 3, CloseReason.NoAgent, "noAgent", "x")).ThenNothing();
        Given(again).When(new Admit(At(61), 1, Sales, again.Length)).Then(new Admitted(At(61), By.System, Sales));
    }
}
