using LiveChat.Contracts.Conversations;
using LiveChat.Core.Conversations;
using LiveChat.Core.Hours;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;

namespace LiveChat.Simulation.Audit;

/// <summary>
/// Looks at every commit as it reaches the disk, and knows the rules by itself: it shares no code with the deciders.
/// </summary>
public sealed class LogAudit
{
    private readonly Dictionary<ThreadId, List<ConversationEvent>> _logs = [];
    private readonly Dictionary<ThreadId, ConversationHead> _heads = [];
    private readonly Dictionary<ThreadId, AgentId?> _holders = [];
    private readonly Dictionary<ThreadId, Conversation> _folded = [];
    private readonly HashSet<ThreadId> _optedOut = [];

    /// <summary>What was in force, for how long it may still be acted upon; set by the run.</summary>
    public required InForce InForce { get; init; }

    public required DeadlineAudit Deadlines { get; init; }

    public QuestionnaireAudit Questionnaires { get; } = new();

    public long Assignments { get; private set; }

    public long Offers { get; private set; }

    public long Refusals { get; private set; }

    /// <summary>Everything that happened, whatever the thread.</summary>
    public IEnumerable<ConversationEvent> Everything => _logs.Values.SelectMany(log => log);

    public long Admissions { get; private set; }

    /// <summary>Those who came outside hours.</summary>
    public long TurnedAway { get; private set; }

    /// <summary>Those who waited at the end of service.</summary>
    public long SentAway { get; private set; }

    public long OptOuts { get; private set; }

    public IReadOnlyDictionary<ThreadId, ConversationHead> Heads => _heads;

    public IReadOnlyList<ConversationEvent> Log(ThreadId thread) => _logs.GetValueOrDefault(thread) ?? [];

    /// <summary>
    /// The first promise that a commit broke. It must not be thrown: the actor would take it for a fault.
    /// </summary>
    public Violation? Broken { get; private set; }

    public void Committed(Append append)
    {
        try
        {
            Check(append);
        }
        catch (Violation violation)
        {
            Broken ??= violation;
        }
    }

    private void Check(Append append)
    {
        var log = _logs.TryGetValue(append.Thread, out var known) ? known : _logs[append.Thread] = [];
        if (append.FirstVersion != log.Count + 1)
            throw new Violation("P1", $"thread {append.Thread} got version {append.FirstVersion} after {log.Count}");
        var before = _heads.GetValueOrDefault(append.Thread);
        foreach (var happened in append.Events)
        {
            Follow(append.Thread, before, log, happened);
            log.Add(happened);
        }

        _heads[append.Thread] = append.Head;
        if (append.Head.FillsSlot) CheckCaps(append.Head, before);
        CheckReplay(append);
        Deadlines.Committed(append);
        Questionnaires.Committed(append);
    }

    private void Follow(
        ThreadId thread, ConversationHead? before, List<ConversationEvent> log, ConversationEvent happened)
    {
        var holder = _holders.GetValueOrDefault(thread);
        switch (happened)
        {
            case OptedOut:
                _optedOut.Add(thread);
                OptOuts++;
                break;
            case OptedIn:
                _optedOut.Remove(thread);
                break;
            case MessageSent or PhraseSent or QuestionnaireSent when _optedOut.Contains(thread):
                if (happened is not PhraseSent { Key: "optedOut" } || log[^1] is not OptedOut)
                    throw new Violation("R2.11", $"thread {thread} was sent something after it had opted out");
                break;
            case Assigned it:
                var handedOver = log[^1] is Transferred || holder == it.Agent;
                if (holder is not null && !handedOver)
                    throw new Violation("P3", $"thread {thread} is with {holder} and was assigned to {it.Agent}");
                if (!handedOver) CheckOpen(thread, it.Queue, standing => standing.Open, "assigned");
                _holders[thread] = it.Agent;
                Assignments++;
                break;
            case Offered it:
                if (holder is not null)
                    throw new Violation("P3", $"thread {thread} is with {holder} and was offered to {it.Agent}");
                _holders[thread] = it.Agent;
                Offers++;
                break;
            case Resumed it:
                if (holder is not null) throw new Violation("P3", $"thread {thread} is with {holder} and was resumed");
                _holders[thread] = it.Agent;
                break;
            case Held or Parked or OfferDeclined or OfferExpired:
                _holders[thread] = null;
                break;
            case Queued or Closed or Unassigned:
                if (happened is Closed closed) CheckClosed(thread, before, log, closed);
                _holders[thread] = null;
                break;
            case Admitted it:
                Admissions++;
                CheckOpen(thread, it.Queue, standing => standing.Admits, "admitted");
                CheckRoom(thread, before!, it.Queue);
                break;
        }
    }

    /// <summary>P6: whoever is sent away is told why, and that is so.</summary>
    private void CheckClosed(ThreadId thread, ConversationHead? before, List<ConversationEvent> log, Closed closed)
    {
        var key = closed.Reason switch
        {
            CloseReason.QueueFull => "queueFull",
            CloseReason.NoAgent => "noAgent",
            CloseReason.OutsideHours => "outsideHours",
            CloseReason.EndOfService => "endOfService",
            _ => null,
        };
        if (key is null) return;
        if (!_optedOut.Contains(thread) && (log[^1] is not PhraseSent phrase || phrase.Key != key))
            throw new Violation("P6", $"thread {thread} was sent away without the phrase {key}");
        var queue = before!.Queue!.Value;
        switch (closed.Reason)
        {
            case CloseReason.OutsideHours:
                TurnedAway++;
                CheckOpen(thread, queue, standing => !standing.Admits, "turned away");
                break;
            case CloseReason.EndOfService:
                SentAway++;
                CheckOpen(thread, queue, standing => !standing.Open, "sent away");
                break;
            default:
                Refusals++;
                break;
        }
    }

    /// <summary>The hours of its queue, as they were of late, allow what happened.</summary>
    private void CheckOpen(ThreadId thread, QueueId queue, Func<HoursStanding, bool> allow, string what)
    {
        if (!InForce.StoodLately(queue, allow))
            throw new Violation("hours", $"thread {thread} was {what}, which the hours of {queue} do not allow");
    }

    /// <summary>P2: what a new assignment adds must fit every cap that was in force lately.</summary>
    private void CheckCaps(ConversationHead head, ConversationHead? before)
    {
        var agent = head.Agent!.Value;
        var isNew = before is null || before.Id != head.Id || !before.FillsSlotOf(agent);
        // What a supervisor gave above a cap, and said so, is beside it.
        if (!isNew || IsOverCap(head)) return;
        var held = _heads.Values.Where(other => other.FillsSlotOf(agent) && !IsOverCap(other)).ToList();
        if (InForce.CapMax(agent) is { } cap && held.Count > cap)
            throw new Violation("P2", $"agent {agent} has {held.Count} conversations, its cap is {cap}");
        var ofQueue = held.Count(other => other.Queue == head.Queue);
        if (InForce.QueueCapMax(agent, head.Queue!.Value) is { } queueCap && ofQueue > queueCap)
            throw new Violation(
                "P2", $"agent {agent} has {ofQueue} of queue {head.Queue}, its cap there is {queueCap}");
    }

    private bool IsOverCap(ConversationHead head) =>
        _logs[head.Id.Thread].OfType<Assigned>().LastOrDefault() is { OverCap: not null };

    /// <summary>P6: at admission, those who wait and were admitted are fewer than the limit.</summary>
    private void CheckRoom(ThreadId thread, ConversationHead before, QueueId queue)
    {
        var waiting = _heads.Values.Count(other => other.Id.Thread != thread && other.WaitsIn(queue) && other.Admitted
            && !ReturnedTo(other));
        var limit = InForce.WaitingMax(queue);
        if (waiting >= limit)
            throw new Violation("P6", $"{before.Id} was admitted to {queue} beside {waiting}, the limit is {limit}");
    }

    /// <summary>What returned to the queue is always admitted, and counts only for those who come later.</summary>
    private bool ReturnedTo(ConversationHead head) =>
        _logs[head.Id.Thread].OfType<Queued>().Last() is { Admitted: true };

    /// <summary>P9: the row is what the log says, at each commit.</summary>
    private void CheckReplay(Append append)
    {
        var before = _folded.GetValueOrDefault(append.Thread, Conversation.Empty with { Thread = append.Thread });
        var after = ConversationFold.Evolve(before, append.Events);
        _folded[append.Thread] = after;
        if (ConversationHead.Of(append.Tenant, after) != append.Head)
            throw new Violation("P9", $"thread {append.Thread}: the row {append.Head} is not the replay {after}");
    }

    /// <summary>P9, once more over whole logs, from their first event.</summary>
    public void CheckWholeLogs()
    {
        foreach (var (thread, log) in _logs)
        {
            var replayed = ConversationFold.Evolve(Conversation.Empty with { Thread = thread }, log);
            if (ConversationHead.Of(_heads[thread].Tenant, replayed) != _heads[thread])
                throw new Violation("P9", $"thread {thread}: the row {_heads[thread]} is not the replay {replayed}");
        }
    }
}
