using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>What the agents of the queue say.</summary>
public sealed partial class QueueLine
{
    /// <summary>News of an agent. Older or repeated news, and that of strangers, is ignored.</summary>
    public IReadOnlyList<LineOutput> Hear(DateTimeOffset now, AgentStanding standing)
    {
        Note(standing);
        return Settled(now);
    }

    /// <summary>
    /// An agent asks for a bid: answered with the entry it should serve first, reserved for this round, or with
    /// <see cref="LineOutput.NoBid"/>. Asked again for the same round, it gets the same reservation. The news that came
    /// with it count as in <see cref="Hear"/>.
    /// </summary>
    public IReadOnlyList<LineOutput> Bid(DateTimeOffset now, AgentStanding standing, long round)
    {
        Note(standing);
        var agent = _doors.IsOpen(now) ? _agents.Find(standing.Agent) : null;
        var given = agent?.Outstanding.FirstOrDefault(entry => entry.Reservation!.Round == round);
        if (given is not null) _outputs.Add(_reservations.Tell(given, now));
        else if (agent is { Free: > 0 } && BestFor(agent, now) is { } entry)
        {
            _outputs.Add(_reservations.Make(entry, agent, round, now));
        }
        else _outputs.Add(new LineOutput.NoBid(standing.Agent, round));

        return Settled(now);
    }

    /// <summary>
    /// A reservation came to nothing: its entry is matched again, and one that is not admitted is decided. With
    /// <see cref="ReservationRefusal.Gone"/> the shell first passes on the head it was given (<see
    /// cref="Put(DateTimeOffset, WaitingHead)"/>, <see cref="Remove"/>); an entry that still stands under this token
    /// then leaves until its next head. An unknown token changes nothing but the news, which count as in <see
    /// cref="Hear"/>.
    /// </summary>
    public IReadOnlyList<LineOutput> Refused(
        DateTimeOffset now, ConversationId conversation, ReservationToken token, ReservationRefusal why,
        AgentStanding standing)
    {
        Note(standing);
        var found = _entries.Find(conversation) ?? _seekers.Find(conversation);
        if (found is { Reservation: { } reservation } entry && reservation.Token == token)
        {
            _reservations.Release(entry);
            if (why == ReservationRefusal.Gone) TakeOut(entry);
            else if (!entry.Head.Admitted) _room.Expect(entry);
            // What is known may be newer than this word; but not where it was another one of the agent who said it.
            var known = reservation.Agent.Standing!;
            if (why is ReservationRefusal.Unavailable or ReservationRefusal.Full
                && (!known.IsNewerThan(standing) || standing.Epoch < known.Epoch))
            {
                _agents.Change(reservation.Agent, standing.Epoch, static (agent, epoch) =>
                {
                    (agent.Doubted, agent.DoubtedUnder) = (true, epoch);
                });
            }
        }

        return Settled(now);
    }

    private void Note(AgentStanding standing)
    {
        if (_agents.Find(standing.Agent) is not { } agent) return;
        if (standing.Epoch < agent.Standing?.Epoch)
            _outputs.Add(new LineOutput.Passed(standing.Agent, standing.Epoch));
        var confirms = agent.Doubted && agent.DoubtedUnder < standing.Epoch && standing.IsThatOf(agent.Standing);
        if (!confirms && !standing.IsNewerThan(agent.Standing)) return;
        _agents.Change(agent, standing, static (agent, standing) =>
        {
            agent.Standing = standing;
            agent.Doubted = false;
        });
    }

    private void ReleaseAll(LineAgent agent)
    {
        foreach (var entry in agent.Outstanding.ToList())
        {
            _reservations.Release(entry);
            if (!entry.Head.Admitted) _room.Expect(entry);
        }
    }

    /// <summary>
    /// Why a conversation waits, with at most so many of the agents considered; null when it does not wait here. Looks
    /// at every member: for questions of people.
    /// </summary>
    public WaitReason? Explain(DateTimeOffset now, ConversationId conversation, int agentsMax)
    {
        if (_entries.Find(conversation) is not { } entry) return null;
        var waited = Matcher.Waited(entry.Head.QueuedAt, now);
        var excluded = _agents.ExclusionsHold ? entry.Head.Excluded : null;
        var language = entry.Head.Language;
        var agents = _agents.All.OrderBy(agent => agent.Id).Take(agentsMax)
            .Select(agent => (agent.Id, _agents.RuleFor(agent, waited, excluded, language)));
        return new WaitReason(
            _agents.Reason(waited, excluded, language, preferred: false), [.. agents], _doors.IsOpen(now),
            _entries.RankOf(entry) + 1, entry.Reservation?.Agent.Id);
    }
}
