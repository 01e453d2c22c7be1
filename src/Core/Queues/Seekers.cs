using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>
/// Conversations that are with an agent who does not answer, and for which another one is wanted (R4.6). They fill no
/// place in the waiting room, but stand in the same order as those who wait; their own agent never serves them.
/// </summary>
internal sealed class Seekers(AgentPool agents)
{
    /// <summary>One more is passed over: its conversation asks again.</summary>
    public const int SeekersMax = 256;

    private readonly SortedSet<LineEntry> _inOrder = new(Comparer<LineEntry>.Create(WaitingEntries.Compare));
    private readonly Dictionary<ConversationId, LineEntry> _byId = [];

    public int Count => _byId.Count;

    /// <summary>
    /// When the next one will have waited long enough for an agent that is ready now. True after the last
    /// <see cref="Next"/> that found nothing; null: not without another input.
    /// </summary>
    public DateTimeOffset? NextDue { get; private set; }

    public LineEntry? Find(ConversationId conversation) => _byId.GetValueOrDefault(conversation);

    public void Add(LineEntry entry)
    {
        if (_byId.Count == SeekersMax) return;
        _byId.Add(entry.Conversation, entry);
        _inOrder.Add(entry);
    }

    public void Remove(LineEntry entry)
    {
        _byId.Remove(entry.Conversation);
        _inOrder.Remove(entry);
        entry.InLine = false;
    }

    /// <summary>The first that some ready agent may serve now.</summary>
    public (LineEntry Entry, LineAgent Agent)? Next(DateTimeOffset now)
    {
        NextDue = null;
        foreach (var entry in _inOrder)
        {
            if (entry.Reservation is not null) continue;
            var waited = Matcher.Waited(entry.Head.QueuedAt, now);
            if (agents.Best(waited, entry.Head.Excluded, entry.Head.Language) is { } agent) return (entry, agent);
            if (WaitFor(entry) is { } wait && wait < DateTimeOffset.MaxValue - entry.Head.QueuedAt)
                NextDue = Earlier(NextDue, entry.Head.QueuedAt + wait);
        }

        return null;
    }

    /// <summary>The first that this agent may serve now.</summary>
    public LineEntry? BestFor(LineAgent agent, DateTimeOffset now) => _inOrder.FirstOrDefault(entry =>
        entry.Reservation is null
        && entry.Head.Excluded != agent.Id
        && Matcher.Waited(entry.Head.QueuedAt, now) is var waited
        && waited >= agent.Member.Delay
        && agents.Speaks(agent, entry.Head.Language, waited));

    /// <summary>The shortest wait after which an agent that is ready now may serve it.</summary>
    private TimeSpan? WaitFor(LineEntry entry)
    {
        var anyone = ShortestDelay(agents.Ready.ByDelay, entry);
        if (agents.Languages.Demanded(entry.Head.Language, TimeSpan.Zero) is not { } demanded) return anyone;
        var master = ShortestDelay(agents.Ready.MastersByDelay(demanded), entry);
        var fallback = agents.Languages.FallbackAfter;
        if (anyone is null || fallback == TimeSpan.Zero) return master;
        var late = anyone > fallback ? anyone : fallback;
        return master < late ? master : late;
    }

    private static TimeSpan? ShortestDelay((LineAgent? First, LineAgent? Second) ready, LineEntry entry) =>
        (ready.First?.Id == entry.Head.Excluded ? ready.Second : ready.First)?.Member.Delay;

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;
}
