using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>
/// Agents with a free slot, in the order of their delay; where languages count, also those who master each language.
/// </summary>
internal sealed class FreeAgents(QueueStrategy strategy, bool byLanguage)
{
    private readonly RankedTree<LineAgent, BestTwo> _all = new(new AgentOrder(strategy));
    private readonly Dictionary<string, RankedTree<LineAgent, BestTwo>> _masters = [];

    public int Count => _all.Count;

    public long Steps => _all.Steps + _masters.Values.Sum(tree => tree.Steps);

    /// <summary>Of all, the one with the shortest delay, and the next.</summary>
    public (LineAgent? First, LineAgent? Second) ByDelay => FirstTwo(_all);

    public IEnumerable<LineAgent> InOrder() => _all.InOrder();

    /// <summary>Of those who master the language, the one with the shortest delay, and the next.</summary>
    public (LineAgent? First, LineAgent? Second) MastersByDelay(string language) =>
        _masters.TryGetValue(language, out var masters) ? FirstTwo(masters) : default;

    /// <summary>Whom the strategy takes of those whose delay has passed; null language: of all.</summary>
    public LineAgent? Best(TimeSpan waited, AgentId? excluded, string? language)
    {
        var agents = AgentsOf(language);
        if (agents is null) return null;
        var (best, second) = agents.SummaryWhile(waited, static (agent, waited) => agent.Member.Delay <= waited);
        return best is not null && best.Id == excluded ? second : best;
    }

    /// <summary>How many there are of those who master the language; null: of all.</summary>
    public int CountOf(string? language) => AgentsOf(language)?.Count ?? 0;

    /// <summary>How many of these have no longer a delay than that.</summary>
    public int CountWithin(TimeSpan waited, string? language) =>
        AgentsOf(language)?.CountWhile(waited, static (agent, waited) => agent.Member.Delay <= waited) ?? 0;

    public void Add(LineAgent agent)
    {
        _all.Add(agent);
        if (!byLanguage) return;
        foreach (var language in agent.Member.Masters)
        {
            if (!_masters.TryGetValue(language, out var masters))
                _masters.Add(language, masters = new(new AgentOrder(strategy)));
            masters.Add(agent);
        }
    }

    public void Remove(LineAgent agent)
    {
        _all.Remove(agent);
        if (!byLanguage) return;
        foreach (var language in agent.Member.Masters) _masters[language].Remove(agent);
    }

    private RankedTree<LineAgent, BestTwo>? AgentsOf(string? language) =>
        language is null ? _all : _masters.GetValueOrDefault(language);

    private static (LineAgent? First, LineAgent? Second) FirstTwo(RankedTree<LineAgent, BestTwo> agents) =>
        (agents.At(0), agents.At(1));
}
