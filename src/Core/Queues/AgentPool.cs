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
    private int _withDelay;
    private readonly int[] _leftOut = new int[(int)LeftOutBy.Delay + 1];

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

    /// <summary>Who is considered for such a conversation now, and left out by what: counted, not searched.</summary>
    public MatchReason Reason(TimeSpan waited, AgentId? excluded, string? language, bool preferred)
    {
        var demanded = Languages.Demanded(language, waited);
        var free = _ready.Count + _bidding.Count;
        var speaking = demanded is null ? free : _ready.CountOf(demanded) + _bidding.CountOf(demanded);
        var within = _withDelay == 0
            ? speaking
            : _ready.CountWithin(waited, demanded) + _bidding.CountWithin(waited, demanded);
        var (ofExcluded, ofLanguage, ofDelay) = (0, free - speaking, speaking - within);
        if (excluded is { } id && Find(id) is { Free: > 0 } giver)
        {
            ofExcluded = 1;
            if (!Speaks(giver, language, waited)) ofLanguage--;
            else if (giver.Member.Delay > waited) ofDelay--;
        }

        return new MatchReason(
            preferred ? MatchBy.Preference : (MatchBy)_strategy, _byId.Count, _leftOut[(int)LeftOutBy.Disabled],
            _leftOut[(int)LeftOutBy.Offline], _leftOut[(int)LeftOutBy.Status], _leftOut[(int)LeftOutBy.Cap],
            _leftOut[(int)LeftOutBy.QueueCap], ofExcluded, ofLanguage, ofDelay);
    }

    /// <summary>The rule that leaves one agent out of such a conversation.</summary>
    public LeftOutBy RuleFor(LineAgent agent, TimeSpan waited, AgentId? excluded, string? language) =>
        agent.LeftOutBy is var rule and not LeftOutBy.None ? rule
        : agent.Id == excluded ? LeftOutBy.Excluded
        : !Speaks(agent, language, waited) ? LeftOutBy.Language
        : agent.Member.Delay > waited ? LeftOutBy.Delay
        : LeftOutBy.None;

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
        _leftOut[(int)agent.LeftOutBy] += sign;
        if (agent.Member.Delay > TimeSpan.Zero) _withDelay += sign;
        if (agent.Member.Overflow && agent.Free > 0) _freeFromElsewhere += sign;
        if (agent.IsOnline) Online += sign;
        if (agent.CountsForAdmission) _countForAdmission += sign;
        if (agent.IsUnheard) Unheard += sign;
        FreeSlots += sign * Math.Max(0, agent.Free);
    }
}
