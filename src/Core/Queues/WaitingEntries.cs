using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>
/// The entries of a line in their order: priority (higher first), time of first entry, id. Each priority is a tree of
/// its own, so within one the first is also the oldest.
/// </summary>
internal sealed class WaitingEntries
{
    public const int Priorities = 10;

    private readonly Dictionary<ConversationId, LineEntry> _byId = [];
    private readonly RankedTree<LineEntry, FreeEntries>[] _levels =
        [.. Enumerable.Range(0, Priorities).Select(_ => new RankedTree<LineEntry, FreeEntries>(new EntryOrder()))];

    public int Count => _byId.Count;

    /// <summary>Entries that have a place in the waiting room.</summary>
    public int Admitted { get; private set; }

    public long Steps => _levels.Sum(level => level.Steps);

    /// <summary>The time of first entry of whoever waits longest.</summary>
    public DateTimeOffset? OldestQueuedAt => _levels.Min(level => level.At(0)?.Head.QueuedAt);

    public static int Compare(LineEntry one, LineEntry other)
    {
        var byPriority = other.Head.Priority.CompareTo(one.Head.Priority);
        return byPriority != 0 ? byPriority : CompareWithinPriority(one, other);
    }

    public LineEntry? Find(ConversationId conversation) => _byId.GetValueOrDefault(conversation);

    public IEnumerable<LineEntry> InOrder() => _levels.Reverse().SelectMany(level => level.InOrder());

    public void Add(LineEntry entry)
    {
        _byId.Add(entry.Conversation, entry);
        _levels[entry.Head.Priority].Add(entry);
        if (entry.Head.Admitted) Admitted++;
    }

    public void Remove(LineEntry entry)
    {
        _levels[entry.Head.Priority].Remove(entry);
        _byId.Remove(entry.Conversation);
        if (entry.Head.Admitted) Admitted--;
        entry.InLine = false;
    }

    public void Replace(LineEntry entry, WaitingHead head)
    {
        Remove(entry);
        entry.Head = head;
        entry.InLine = true;
        Add(entry);
    }

    public void Admit(LineEntry entry)
    {
        entry.Head = entry.Head with { Admitted = true };
        Admitted++;
    }

    /// <summary>The entry's reservation was set or cleared.</summary>
    public void Refresh(LineEntry entry)
    {
        if (_byId.ContainsKey(entry.Conversation)) _levels[entry.Head.Priority].Refresh(entry);
    }

    /// <summary>How many stand before this one.</summary>
    public int RankOf(LineEntry entry)
    {
        var rank = _levels[entry.Head.Priority].RankOf(entry);
        for (var higher = entry.Head.Priority + 1; higher < Priorities; higher++) rank += _levels[higher].Count;
        return rank;
    }

    /// <summary>The first, and so the oldest, entry of a priority that has no reservation.</summary>
    public LineEntry? FirstFree(int priority) =>
        _levels[priority].First(0, static (free, _) => free.Any);

    /// <summary>The first entry of a priority that has no reservation and does not exclude the agent.</summary>
    public LineEntry? FirstFree(int priority, AgentId notExcluding) =>
        _levels[priority].First(notExcluding, static (free, agent) => free.Any && free.AllExclude != agent);

    private static int CompareWithinPriority(LineEntry one, LineEntry other)
    {
        var byTime = one.Head.QueuedAt.CompareTo(other.Head.QueuedAt);
        return byTime != 0 ? byTime : one.Conversation.CompareTo(other.Conversation);
    }

    /// <summary>Whether there are entries without a reservation, and the one agent that all of these exclude.</summary>
    private readonly record struct FreeEntries(bool Any, AgentId? AllExclude);

    private sealed class EntryOrder : ITreeOrder<LineEntry, FreeEntries>
    {
        public FreeEntries Nothing => default;

        public int Compare(LineEntry one, LineEntry other) => CompareWithinPriority(one, other);

        public FreeEntries Summarise(LineEntry item) =>
            item.Reservation is null ? new FreeEntries(true, item.Head.Excluded) : default;

        public FreeEntries Join(FreeEntries before, FreeEntries after) =>
            !before.Any ? after
            : !after.Any || before.AllExclude == after.AllExclude ? before
            : new FreeEntries(true, null);
    }
}
