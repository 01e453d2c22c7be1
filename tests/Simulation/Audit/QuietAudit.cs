using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Agents;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Embedded.Deterministic;
using LiveChat.Engine.Agents;
using LiveChat.Engine.Conversations;
using LiveChat.Engine.Queues;
using LiveChat.Simulation.World;

namespace LiveChat.Simulation.Audit;

/// <summary>
/// Looks at the whole when faults are over and all have had the time to heal: nobody waits beside a free agent, and
/// what actors hold is what the disk says.
/// </summary>
public sealed class QuietAudit(DeterministicEngine engine, SimulatedDirectory directory, LogAudit log)
{
    /// <summary>What is promised of open and of closed queues holds when they have been so for so long.</summary>
    private static readonly TimeSpan ActsWithin = TimeSpan.FromSeconds(1);

    /// <summary>P6: at the end of service nobody is left behind, unless they are kept.</summary>
    public void CheckNobodyWaitsInAClosedQueue()
    {
        foreach (var head in log.Heads.Values.Where(head => head.State == ConversationState.Waiting))
        {
            var queue = directory.Queue(head.Queue!.Value);
            if (!queue.Rules.KeepWaitingOverClose && HasBeen(queue, open: false))
                throw new Violation("P6", $"{head.Id} waits in {queue.Id}, which is closed and keeps nobody");
        }
    }

    /// <summary>P4.</summary>
    public void CheckNobodyWaitsBesideAFreeAgent(Func<AgentId, bool> isOnline)
    {
        foreach (var head in log.Heads.Values.Where(head => head.State == ConversationState.Waiting))
        {
            var queue = directory.Queue(head.Queue!.Value);
            if (!HasBeenOpen(queue)) continue;
            var others = queue.Members.Where(
                member => !member.Overflow && member.Agent != head.Excluded && isOnline(member.Agent));
            foreach (var member in queue.Members)
            {
                var passedOver = member.Agent == head.Excluded && others.Any();
                if (passedOver || !member.Enabled || !isOnline(member.Agent) || !MayServe(member, head)) continue;
                throw new Violation(
                    "P4",
                    $"{head.Id} waits in {queue.Id} beside {member.Agent}: "
                    + $"{Describe(member.Agent)}; {DescribeLine(queue.Id, head.Id)}");
            }
        }
    }

    /// <summary>Whether an agent who is online can be given it now.</summary>
    public bool MayServe(QueueMember member, ConversationHead head)
    {
        var queue = directory.Queue(head.Queue!.Value);
        var waited = engine.VirtualTime.GetUtcNow() - head.QueuedAt!.Value;
        var anyLanguage = !queue.Rules.LanguageRouting
            || (queue.Rules.LanguageFallbackAfter > TimeSpan.Zero && waited >= queue.Rules.LanguageFallbackAfter);
        return waited >= member.Delay
            && (anyLanguage || directory.Speaks(member.Agent, head.Language))
            && TakesNew(member.Agent)
            && HasRoom(member.Agent, queue.Id);
    }

    /// <summary>P9, and that soft state agrees with the rows.</summary>
    public void CheckActorsAgreeWithDisk()
    {
        foreach (var id in engine.Actors)
        {
            switch (engine.Instance(id))
            {
                case ConversationActor actor when log.Heads.TryGetValue(ThreadId.From(id.Key), out var head):
                    if (ConversationHead.Of(id.Tenant, actor.State) != head)
                        throw new Violation("P9", $"{id} holds {actor.State}, the disk says {head}");
                    break;
                case AgentActor actor:
                    CheckSlots(AgentId.From(id.Key), actor.State);
                    break;
                case QueueActor actor:
                    CheckLine(QueueId.From(id.Key), actor);
                    break;
            }
        }
    }

    public bool HasBeenOpen(QueueEntry queue) => HasBeen(queue, open: true);

    private bool HasBeen(QueueEntry queue, bool open)
    {
        var now = engine.VirtualTime.GetUtcNow();
        return queue.Hours.IsOpen(now) == open && queue.Hours.IsOpen(now - ActsWithin) == open;
    }

    public bool HasRoom(AgentId agent, QueueId queue)
    {
        var entry = directory.Agent(agent);
        var held = log.Heads.Values.Where(head => head.FillsSlotOf(agent)).ToList();
        var queueCap = entry.Memberships.First(membership => membership.Queue == queue).QueueCap;
        return !(held.Count >= entry.Cap) && !(held.Count(head => head.Queue == queue) >= queueCap);
    }

    /// <summary>A slot is kept for a conversation that has not answered yet.</summary>
    public bool IsAskedNow(AgentId agent) =>
        engine.Instance(ActorId.Of(directory.TenantId, agent)) is AgentActor actor
        && actor.State.Slots.Values.Any(slot => slot.IsReservation);

    public bool IsAvailable(AgentId agent) =>
        engine.Instance(ActorId.Of(directory.TenantId, agent)) is not AgentActor actor
        || actor.State.Status == BuiltInStatus.Available;

    /// <summary>Silence to offers takes an agent out, whatever it says afterwards.</summary>
    private bool TakesNew(AgentId agent) =>
        engine.Instance(ActorId.Of(directory.TenantId, agent)) is not AgentActor actor || actor.State.StatusTakesNew;

    private string Describe(AgentId agent) =>
        engine.Instance(ActorId.Of(directory.TenantId, agent)) is AgentActor actor
            ? $"{actor.State.Slots.Count} slots of {actor.State.Profile.Cap}, available {actor.State.Available}"
            : "no actor";

    private string DescribeLine(QueueId queue, ConversationId conversation)
    {
        if (engine.Instance(ActorId.Of(directory.TenantId, queue)) is not QueueActor actor) return "no queue actor";
        var entry = actor.Line.Entries.FirstOrDefault(it => it.Conversation == conversation);
        return entry is null ? "not in the line" : $"in the line: {entry.Head}, reserved {entry.Reservation?.Agent.Id}";
    }

    private void CheckSlots(AgentId agent, AgentState state)
    {
        var rows = log.Heads.Values.Where(head => head.FillsSlotOf(agent)).Select(head => head.Id).Order();
        var slots = state.Slots.Where(slot => !slot.Value.IsReservation).Select(slot => slot.Key).Order();
        if (!rows.SequenceEqual(slots))
            throw new Violation(
                "slots", $"{agent} holds {string.Join(',', slots)}, the disk says {string.Join(',', rows)}");
    }

    private void CheckLine(QueueId queue, QueueActor actor)
    {
        var rows = log.Heads.Values.Where(head => head.WaitsIn(queue)).Select(head => head.Id).Order();
        var waiting = actor.Line.Waiting.Select(entry => entry.Conversation).Order();
        if (!rows.SequenceEqual(waiting))
            throw new Violation(
                "line", $"{queue} holds {string.Join(',', waiting)}, the disk says {string.Join(',', rows)}");
    }
}
