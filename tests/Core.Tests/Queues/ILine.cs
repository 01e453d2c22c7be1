using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;

namespace LiveChat.Core.Tests.Queues;

/// <summary>What the line and its plain model have in common.</summary>
internal interface ILine
{
    LineFigures Figures { get; }

    DateTimeOffset? NextDue { get; }

    IEnumerable<AgentId> Silent { get; }

    IEnumerable<(ConversationId Conversation, long Version)> Waiting { get; }

    int? PositionOf(ConversationId conversation);

    IReadOnlyList<LineOutput> Configure(DateTimeOffset now, QueueSetup setup);

    IReadOnlyList<LineOutput> Put(DateTimeOffset now, IEnumerable<WaitingHead> heads);

    IReadOnlyList<LineOutput> Remove(DateTimeOffset now, ConversationId conversation, long version, AgentId? holder);

    IReadOnlyList<LineOutput> Hear(DateTimeOffset now, AgentStanding standing);

    IReadOnlyList<LineOutput> Bid(DateTimeOffset now, AgentStanding standing, long round);

    IReadOnlyList<LineOutput> Refused(
        DateTimeOffset now, ConversationId conversation, ReservationToken token, ReservationRefusal why,
        AgentStanding standing);

    IReadOnlyList<LineOutput> Due(DateTimeOffset now);

    PlaceAnswer KeepPlace(
        DateTimeOffset now, ConversationId conversation, DateTimeOffset queuedAt, AgentId? excluded);

    void DropPlace(ReservationToken place);
}

/// <summary>The line itself, as an <see cref="ILine"/>.</summary>
internal sealed class RealLine(DateTimeOffset startedAt, Func<ReservationToken> tokens) : ILine
{
    private readonly QueueLine _line = new(startedAt, tokens);

    public LineFigures Figures => _line.Figures;

    public DateTimeOffset? NextDue => _line.NextDue;

    public IEnumerable<AgentId> Silent => _line.Silent;

    public IEnumerable<(ConversationId Conversation, long Version)> Waiting => _line.Waiting;

    public int? PositionOf(ConversationId conversation) => _line.PositionOf(conversation);

    public IReadOnlyList<LineOutput> Configure(DateTimeOffset now, QueueSetup setup) => _line.Configure(now, setup);

    public IReadOnlyList<LineOutput> Put(DateTimeOffset now, IEnumerable<WaitingHead> heads) => _line.Put(now, heads);

    public IReadOnlyList<LineOutput> Remove(
        DateTimeOffset now, ConversationId conversation, long version, AgentId? holder) =>
        _line.Remove(now, conversation, version, holder);

    public IReadOnlyList<LineOutput> Hear(DateTimeOffset now, AgentStanding standing) => _line.Hear(now, standing);

    public IReadOnlyList<LineOutput> Bid(DateTimeOffset now, AgentStanding standing, long round) =>
        _line.Bid(now, standing, round);

    public IReadOnlyList<LineOutput> Refused(
        DateTimeOffset now, ConversationId conversation, ReservationToken token, ReservationRefusal why,
        AgentStanding standing) => _line.Refused(now, conversation, token, why, standing);

    public IReadOnlyList<LineOutput> Due(DateTimeOffset now) => _line.Due(now);

    public PlaceAnswer KeepPlace(
        DateTimeOffset now, ConversationId conversation, DateTimeOffset queuedAt, AgentId? excluded) =>
        _line.KeepPlace(now, conversation, queuedAt, excluded);

    public void DropPlace(ReservationToken place) => _line.DropPlace(place);
}
