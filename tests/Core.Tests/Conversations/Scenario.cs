using System.Collections.Immutable;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Tests.Conversations;

/// <summary>Given events, when a command, then events or a rejection.</summary>
internal sealed class Scenario
{
    private readonly Conversation _state;
    private Decision<ConversationEvent> _decision;

    private Scenario(Conversation state) => _state = state;

    public static Scenario Given(params ConversationEvent[] events) =>
        new(ConversationFold.Evolve(Conversation.Empty with { Thread = Sample.Thread }, events));

    public Scenario When(ConversationCommand command)
    {
        _decision = ConversationDecider.Decide(_state, command);
        return this;
    }

    public void Then(params ConversationEvent[] events)
    {
        Assert.Equal(Rejection.None, _decision.Rejection);
        Assert.Equal(events, _decision.Events);
    }

    public void ThenNothing() => Then();

    public void ThenRejected(Rejection rejection)
    {
        Assert.Equal(rejection, _decision.Rejection);
        Assert.Empty(_decision.Events);
    }

    /// <summary>What was decided.</summary>
    public ImmutableArray<ConversationEvent> Events => _decision.Events;

    /// <summary>The state after the events that were decided.</summary>
    public Conversation State() => ConversationFold.Evolve(_state, _decision.Events);
}
