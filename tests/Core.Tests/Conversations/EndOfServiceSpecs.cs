using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using static LiveChat.Core.Tests.Conversations.Sample;
using static LiveChat.Core.Tests.Conversations.Scenario;

namespace LiveChat.Core.Tests.Conversations;

public sealed class EndOfServiceSpecs
{
    [Fact]
    public void Who_waits_at_the_end_of_service_is_told_the_phrase_and_closed() =>
        Given(Waiting).When(new SendAway(At(60), 1, Sales, 3, "We close now.")).Then(
            new PhraseSent(At(60), By.System, "endOfService", "We close now."),
            new Closed(At(60), By.System, CloseReason.EndOfService));

    [Fact]
    public void An_empty_phrase_is_not_sent() =>
        Given(Waiting).When(new SendAway(At(60), 1, Sales, 3, ""))
            .Then(new Closed(At(60), By.System, CloseReason.EndOfService));

    [Fact]
    public void A_conversation_with_an_agent_goes_on() =>
        Given(WithAna).When(new SendAway(At(60), 1, Sales, 3, "We close now.")).ThenNothing();

    [Fact]
    public void The_end_of_another_queue_or_of_an_earlier_stay_means_nothing()
    {
        Given(Waiting).When(new SendAway(At(60), 1, Support, 3, "We close now.")).ThenNothing();
        ConversationEvent[] returned =
        [
            .. WithAna,
            new Unassigned(At(60), By.System, Ana, QueuedReason.AgentDisabled),
            new Queued(At(60), By.System, Sales, 3, Noon, true, null, QueuedReason.AgentDisabled),
        ];
        Given(returned).When(new SendAway(At(61), 1, Sales, 3, "We close now.")).ThenNothing();
    }

    [Fact]
    public void A_message_after_the_end_opens_the_next_conversation()
    {
        ConversationEvent[] ended = [.. Waiting, new Closed(At(60), By.System, CloseReason.EndOfService)];
        Assert.Equal(2, Given(ended).When(Mo("again", 61)).State().Ordinal);
    }
}
