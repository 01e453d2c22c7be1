using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>
/// The members of a queue: who they are, what they last said, who has a free slot. Whatever an agent is found or
/// counted by changes only inside <see cref="Change"/>.
/// </summary>
internal sealed class AgentPool
{
    private readonly Dictionary<AgentId, LineAgent> _byId = [];
    private RankedTree<LineAgent, BestTwo> _ready = new(new AgentOrder(QueueStrategy.LongestIdle));
    private RankedTree<LineAgent, BestTwo> _bidding = new(new AgentOrder(QueueStrategy.LongestIdle));
    private QueueStrategy _strategy = QueueStrategy.LongestIdle;
    private int _countForAdmission;

    public IReadOnlyCollection<LineAgent> All => _byId.Values;

    public int Online { get; private set; }

    /// <summary>Members remembered as online of whom there is no news yet.</summary>
    public int Unheard { get; private set; }

    /// <summary>Agents with a free slot.</summary>
    public int Available => _ready.Count + _bidding.Count;

    /// <summary>The free slots of all agents.</summary>
    public int FreeSlots { get; private set; }

    public long Steps => _ready.Steps + _bidding.Steps;

    /// <summary>
    /// While at most one member is online, the exclusion of an agent counts for nothing: it alone may serve.
    /// </summary>
    public bool ExclusionsHold => Online > 1;

    /// <summary>Of the agents that can be reserved, the one with the shortest delay, and the next.</summary>
    public (LineAgent? First, LineAgent? Second) ByDelay => (_ready.At(0), _ready.At(1));

    public LineAgent? Find(AgentId agent) => _byId.GetValueOrDefault(agent);

    public int ForAdmission(bool withUnheard) => _countForAdmission + (withUnheard ? Unheard : 0);

    /// <summary>
    /// The agent whom the strategy takes for a conversation that has waited so long; null when there is none.
    /// </summary>
    public LineAgent? Best(TimeSpan waited, AgentId? excluded) => Best(_ready, waited, excluded);

    /// <summary>Whether an agent in a round has a slot for such a conversation, and so may still bid for it.</summary>
    public bool MayBid(TimeSpan waited, AgentId? excluded) => Best(_bidding, waited, excluded) is not null;

    /// <summary>Whether any agent, in a round or not, has a slot for such a conversation.</summary>
    public bool AnyFree(TimeSpan waited, AgentId? excluded) =>
        Best(waited, excluded) is not null || MayBid(waited, excluded);

    public void Add(LineAgent agent)
    {
        _byId.Add(agent.Id, agent);
        PutIn(agent);
    }

    public void Remove(LineAgent agent)
    {
        TakeOut(agent);
        _byId.Remove(agent.Id);
    }

    public void Change<TArgument>(LineAgent agent, TArgument argument, Action<LineAgent, TArgument> change)
    {
        TakeOut(agent);
        change(agent, argument);
        PutIn(agent);
    }

    public void Use(QueueStrategy strategy)
    {
        if (strategy == _strategy) return;
        _strategy = strategy;
        _ready = Reordered(_ready);
        _bidding = Reordered(_bidding);
    }

    private static LineAgent? Best(RankedTree<LineAgent, BestTwo> agents, TimeSpan waited, AgentId? excluded)
    {
        var (best, second) = agents.SummaryWhile(waited, static (agent, waited) => agent.Member.Delay <= waited);
        return best is not null && best.Id == excluded ? second : best;
    }

    private RankedTree<LineAgent, BestTwo> Reordered(RankedTree<LineAgent, BestTwo> agents)
    {
        var reordered = new RankedTree<LineAgent, BestTwo>(new AgentOrder(_strategy));
        foreach (var agent in agents.InOrder()) reordered.Add(agent);
        return reordered;
    }

    private void PutIn(LineAgent agent)
    {
        Count(agent, 1);
        if (agent.Free > 0) TreeOf(agent).Add(agent);
    }

    private void TakeOut(LineAgent agent)
    {
        Count(agent, -1);
        if (agent.Free > 0) TreeOf(agent).Remove(agent);
    }

    private RankedTree<LineAgent, BestTwo> TreeOf(LineAgent agent) => agent.Standing!.InRound ? _bidding : _ready;

    private void Count(LineAgent agent, int sign)
    {
        if (agent.IsOnline) Online += sign;
        if (agent.CountsForAdmission) _countForAdmission += sign;
        if (agent.IsUnheard) Unheard += sign;
        FreeSlots += sign * Math.Max(0, agent.Free);
    }
}
