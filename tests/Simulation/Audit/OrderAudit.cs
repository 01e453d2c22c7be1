using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;
using LiveChat.Embedded.Deterministic;
using LiveChat.Engine.Queues;
using LiveChat.Simulation.World;

namespace LiveChat.Simulation.Audit;

/// <summary>
/// P5, at the moment a queue turns to an agent: of those the queue knows, nobody who comes before and is held by no
/// other bid or offer could have been served by that agent. Who wants a certain agent may overtake.
/// </summary>
public sealed class OrderAudit(SimulatedDirectory directory)
{
    private readonly HashSet<ReservationToken> _seen = [];

    public void Told(DeterministicEngine engine, Passage passage)
    {
        if (passage.Message is not Reserve it || !_seen.Add(it.Token)) return;
        if (it.Why is { By: MatchBy.Preference }) return;
        // Of two lines neither knows what the other one does.
        if (engine.IsDoubled(ActorId.Of(directory.TenantId, it.Queue))) return;
        if (engine.Instance(ActorId.Of(directory.TenantId, it.Queue)) is not QueueActor actor) return;
        var agent = AgentId.From(passage.To.Key);
        var member = directory.Queue(it.Queue).Members.FirstOrDefault(other => other.Agent == agent);
        if (member is null) return;
        var now = engine.VirtualTime.GetUtcNow();
        foreach (var entry in actor.Line.Entries)
        {
            var head = entry.Head;
            if (head.Conversation == it.Conversation) return;
            if (head.Priority != it.Priority || head.QueuedAt >= it.QueuedAt) continue;
            if (entry.Reservation is not null || head.Excluded == agent) continue;
            if (now - head.QueuedAt < member.Delay) continue;
            if (entry.Lane.Length > 0 && !directory.Speaks(agent, head.Language)) continue;
            throw new Violation("P5", $"{it.Conversation} overtook {head.Conversation} in {it.Queue} for {agent}");
        }
    }
}
