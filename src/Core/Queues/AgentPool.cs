using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>
/// The members of a queue: who they are, what they last said, who has a free slot. Whatever an agent is found or
/// counted by changes only inside <see cref="Change"/>.
/// </summary>
internal sealed class AgentPool
{
    private readonly Dictionary<AgentId, LineAgent> _byId = [];
    private FreeAgents _ready = new(QueueStrategy.LongestIdle, byLanguage: false);
    private FreeAgents _bidding = new(QueueStrategy.LongestIdle, byLanguage: false);
    private QueueStrategy _strategy = QueueStrategy.LongestIdle;
    private int _countForAdmission;
    private int _freeFromElsewhere;

    public IReadOnlyCollection<LineAgent> All => _byId.Values;

    public int Online { get; private set; }

    /// <summary>Members remembered as online of whom there is no news yet.</summary>
    public int Unheard { get; private set; }

    /// <summary>Agents of this queue with a free slot.</summary>
    public int Available => _ready.Count + _bidding.Count - _freeFromElsewhere;

    public LanguageRules Languages { get; private set; }

    /// <summary>The free slots of all agents.</summary>
    public int FreeSlots { get; private set; }

    public long Steps => _ready.Steps + _bidding.Steps;

    /// <summary>
    /// While at most one member is online, the exclusion of an agent counts for nothing: it alone may serve.
    /// </summary>
    public bool ExclusionsHold => Online > 1;

    /// <summary>The agents that can be reserved.</summary>
    public FreeAgents Ready => _ready;

    public LineAgent? Find(AgentId agent) => _byId.GetValueOrDefault(agent);

    public int ForAdmission(bool withUnheard) => _countForAdmission + (withUnheard ? Unheard : 0);

    /// <summary>
    /// The agent whom the strategy takes for a conversation that has waited so long; null when there is none.
    /// </summary>
    public LineAgent? Best(TimeSpan waited, AgentId? excluded, string? language) =>
        _ready.Best(waited, excluded, Languages.Demanded(language, waited));

    /// <summary>Whether an agent in a round has a slot for such a conversation, and so may still bid for it.</summary>
    public bool MayBid(TimeSpan waited, AgentId? excluded, string? language) =>
        _bidding.Best(waited, excluded, Languages.Demanded(language, waited)) is not null;

    /// <summary>Whether any agent, in a round or not, has a slot for such a conversation.</summary>
    public bool AnyFree(TimeSpan waited, AgentId? excluded, string? language) =>
        Best(waited, excluded, language) is not null || MayBid(waited, excluded, language);

    /// <summary>Whether the agent masters the language, where that matters after such a wait.</summary>
    public bool Speaks(LineAgent agent, string? language, TimeSpan waited) =>
        Languages.Demanded(language, waited) is not { } demanded || agent.Member.Masters.Contains(demanded);

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

    public void Use(QueueStrategy strategy, LanguageRules languages)
    {
        var same = strategy == _strategy && languages.Routing == Languages.Routing;
        (_strategy, Languages) = (strategy, languages);
        if (same) return;
        _ready = Reordered(_ready);
        _bidding = Reordered(_bidding);
    }

    private FreeAgents Reordered(FreeAgents agents)
    {
        var reordered = new FreeAgents(_strategy, Languages.Routing);
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

    private FreeAgents TreeOf(LineAgent agent) => agent.Standing!.InRound ? _bidding : _ready;

    private void Count(LineAgent agent, int sign)
    {
        if (agent.Member.Overflow && agent.Free > 0) _freeFromElsewhere += sign;
        if (agent.IsOnline) Online += sign;
        if (agent.CountsForAdmission) _countForAdmission += sign;
        if (agent.IsUnheard) Unheard += sign;
        FreeSlots += sign * Math.Max(0, agent.Free);
    }
}
