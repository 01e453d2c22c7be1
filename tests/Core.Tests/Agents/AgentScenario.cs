using LiveChat.Core.Agents;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Tests.Agents;

/// <summary>Given commands that had their effect, when another, then events or a rejection.</summary>
internal sealed class AgentScenario
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    public static readonly QueueId Sales = new(new Guid(1, 0, 0, new byte[8]));
    public static readonly QueueId Support = new(new Guid(2, 0, 0, new byte[8]));
    public static readonly StreamId Tab = new(new Guid(3, 0, 0, new byte[8]));
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private Decision<AgentEvent> _decision;

    private AgentScenario(AgentState state) => State = state;

    /// <summary>The state after the last command.</summary>
    public AgentState State { get; private set; }

    /// <summary>Online and available, a member of Sales alone.</summary>
    public static AgentScenario OfOneQueue(int? cap = 1, int? queueCap = null) =>
        Offline(cap, new Membership(Sales, 1, queueCap)).When(new OpenStream(Noon, Tab));

    /// <summary>
    /// Online and available, a member of Sales and, less urgently, of Support; its first round has ended.
    /// </summary>
    public static AgentScenario OfTwoQueues(int? cap = 1) =>
        Offline(cap, new Membership(Sales, 1, null), new Membership(Support, 2, null))
            .When(new OpenStream(Noon, Tab)).When(new EndRound(Noon, 1));

    public static AgentScenario Offline(int? cap, params Membership[] memberships) => new(new AgentState
    {
        Epoch = 1,
        Profile = new AgentProfile(Enabled: true, cap, [.. memberships]),
        Status = "available",
        StatusTakesNew = true,
        IdleSince = Noon,
    });

    public static DateTimeOffset At(double seconds) => Noon.AddSeconds(seconds);

    public static ConversationId Conversation(int number) => new(new ThreadId(new Guid(number, 0, 0, new byte[8])), 1);

    public static ReservationToken Token(int number) => new(new Guid(number, 0, 0, new byte[8]));

    /// <summary>The queue's offer of a conversation, under the token of the same number.</summary>
    public static Bid BidOf(QueueId queue, int number, int priority = 0, int queuedAt = 0) =>
        new(queue, Conversation(number), Token(number), StateVersion: 3, priority, At(queuedAt));

    public static OfferBid Offer(QueueId queue, int number, double at = 1, int priority = 0, int queuedAt = 0) =>
        new(At(at), BidOf(queue, number, priority, queuedAt));

    public static LearnConversation Learn(int number, long version, bool mine, double at = 2) =>
        new(At(at), Conversation(number), version, mine, Sales, Token(number));

    public static FilledSlot Filled(int number, long version) =>
        new(Conversation(number), Sales, Token(number), version);

    public static BidDeclined Declined(QueueId queue, int number, BidDeclinedBecause why, double at = 1) =>
        new(At(at), queue, Conversation(number), Token(number), why);

    public AgentScenario When(AgentCommand command)
    {
        _decision = AgentDecider.Decide(State, command);
        State = AgentFold.Evolve(State, _decision.Events);
        return this;
    }

    public AgentScenario Then(params AgentEvent[] events)
    {
        Assert.Equal(Rejection.None, _decision.Rejection);
        Assert.Equal(events.Select(Show), _decision.Events.Select(Show));
        return this;
    }

    public AgentScenario ThenNothing() => Then();

    public AgentScenario ThenRejected(Rejection rejection)
    {
        Assert.Equal(rejection, _decision.Rejection);
        Assert.Empty(_decision.Events);
        return this;
    }

    /// <summary>Sets do not compare by their members, so a round is compared by what it shows.</summary>
    private static object Show(AgentEvent happened) => happened is RoundOpened it
        ? (it.At, it.Number, string.Join(' ', it.Queues.Order()))
        : happened;
}
