using LiveChat.Contracts.Directory;
using LiveChat.Core.Hours;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using LiveChat.Simulation.World;

namespace LiveChat.Simulation.Audit;

/// <summary>
/// What settings and presence were in force of late. A change is told to the actors and may have to be told again, so
/// for a while after it the former value may still be acted upon; the widest of them is what an auditor must allow.
/// </summary>
public sealed class InForce(SimulatedDirectory directory, Func<TimeSpan> elapsed, Func<DateTimeOffset> now)
{
    /// <summary>As long as a lost tell may take to heal.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(15);

    /// <summary>Longer for presence: grace after a stream, and 30 s of memory after a start.</summary>
    private static readonly TimeSpan PresenceMemory = TimeSpan.FromSeconds(50);

    /// <summary>What a queue decided may take as long to be committed: delayed, told again, and over a clock set
    /// back.</summary>
    private static readonly TimeSpan ClockMemory = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan ClockStep = TimeSpan.FromSeconds(0.5);

    private readonly List<(TimeSpan Until, AgentEntry Agent)> _formerAgents = [];
    private readonly List<(TimeSpan Until, QueueEntry Queue)> _formerQueues = [];
    private readonly Dictionary<AgentId, TimeSpan> _lastOnline = [];
    private readonly HashSet<AgentId> _remembered = [];

    /// <summary>To be called before a change.</summary>
    public void Remember()
    {
        var until = elapsed() + Memory;
        _formerAgents.RemoveAll(former => former.Until < elapsed());
        _formerQueues.RemoveAll(former => former.Until < elapsed());
        _formerAgents.AddRange(directory.Agents.Select(agent => (until, agent)));
        _formerQueues.AddRange(directory.Queues.Select(queue => (until, queue)));
    }

    public void IsOnline(AgentId agent) => _lastOnline[agent] = elapsed();

    /// <summary>What the agent's row says: after any number of starts it is believed for 30 s more.</summary>
    public void IsRemembered(AgentId agent, bool online)
    {
        if (online) _remembered.Add(agent);
        else if (_remembered.Remove(agent)) IsOnline(agent);
    }

    public int? CapMax(AgentId agent) => Widest(Agents(agent).Select(entry => entry.Cap));

    public int? QueueCapMax(AgentId agent, QueueId queue) => Widest(Agents(agent)
        .SelectMany(entry => entry.Memberships).Where(it => it.Queue == queue).Select(it => it.QueueCap));

    /// <summary>Whether the queue stood so at some moment of late, by its hours of late.</summary>
    public bool StoodLately(QueueId queue, Func<HoursStanding, bool> so) => Queues(queue).Any(entry =>
    {
        for (var at = now() - ClockMemory; at <= now() + (ClockMemory / 2); at += ClockStep)
        {
            if (so(entry.Hours.StandingAt(at, entry.Rules.CloseQueueBeforeEnd))) return true;
        }

        return false;
    });

    public int WaitingMax(QueueId queue)
    {
        var entries = Queues(queue).ToList();
        var online = entries.SelectMany(entry => entry.Members).Where(member => !member.Overflow)
            .Select(member => member.Agent).Distinct()
            .Count(WasOnlineLately);
        return entries.Max(entry => Math.Max(
            entry.Rules.WaitingWithNobodyOnline, entry.Rules.WaitingPerOnlineAgent * online));
    }

    /// <summary>The rules of a queue that may be acted upon.</summary>
    public IEnumerable<LiveChatRules> Rules(QueueId queue) =>
        _formerQueues.Where(former => former.Queue.Id == queue && former.Until >= elapsed())
            .Select(former => former.Queue.Rules).Append(directory.Queue(queue).Rules);

    private bool WasOnlineLately(AgentId agent) =>
        _remembered.Contains(agent)
        || (_lastOnline.TryGetValue(agent, out var last) && elapsed() - last <= PresenceMemory);

    private IEnumerable<AgentEntry> Agents(AgentId agent) =>
        _formerAgents.Where(former => former.Agent.Id == agent && former.Until >= elapsed())
            .Select(former => former.Agent).Append(directory.Agent(agent));

    private IEnumerable<QueueEntry> Queues(QueueId queue) =>
        _formerQueues.Where(former => former.Queue.Id == queue && former.Until >= elapsed())
            .Select(former => former.Queue).Append(directory.Queue(queue));

    private static int? Widest(IEnumerable<int?> caps)
    {
        var all = caps.ToList();
        return all.Count == 0 || all.Contains(null) ? null : all.Max();
    }
}
