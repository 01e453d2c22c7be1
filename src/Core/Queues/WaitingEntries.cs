using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>
/// The entries of a line in their order: priority (higher first), time of first entry, id. Each priority is a tree of
/// its own, so within one the first is also the oldest; where languages count, one for each language that waits.
/// </summary>
internal sealed class WaitingEntries
{
    public const int Priorities = 10;

    private readonly Dictionary<ConversationId, LineEntry> _byId = [];
    private readonly Dictionary<string, Lane>[] _levels =
        [.. Enumerable.Range(0, Priorities).Select(_ => new Dictionary<string, Lane>())];

    private bool _byLanguage;
    private long _stepsOfEmptied;

    public int Count => _byId.Count;

    /// <summary>Entries that have a place in the waiting room.</summary>
    public int Admitted { get; private set; }

    public long Steps => _stepsOfEmptied + _levels.Sum(level => level.Values.Sum(lane => lane.Steps));

    /// <summary>The time of first entry of whoever waits longest.</summary>
    public DateTimeOffset? OldestQueuedAt =>
        _levels.Min(level => level.Values.Min(lane => lane.At(0)?.Head.QueuedAt));

    public static int Compare(LineEntry one, LineEntry other)
    {
        var byPriority = other.Head.Priority.CompareTo(one.Head.Priority);
        return byPriority != 0 ? byPriority : CompareWithinPriority(one, other);
    }

    public LineEntry? Find(ConversationId conversation) => _byId.GetValueOrDefault(conversation);

    public IEnumerable<LineEntry> InOrder() => _levels.Reverse().SelectMany(level => level.Count == 1
        ? level.Values.First().InOrder()
        : level.Values.SelectMany(lane => lane.InOrder()).Order(Comparer<LineEntry>.Create(CompareWithinPriority)));

    /// <summary>The lanes of a priority in which somebody waits, with their languages.</summary>
    public Dictionary<string, Lane> LanesOf(int priority) => _levels[priority];

    /// <summary>Whether languages count from now on.</summary>
    public void Use(bool byLanguage)
    {
        if (byLanguage == _byLanguage) return;
        _byLanguage = byLanguage;
        foreach (var entry in _byId.Values)
        {
            TakeFromLane(entry);
            PutInLane(entry);
        }
    }

    public void Add(LineEntry entry)
    {
        _byId.Add(entry.Conversation, entry);
        PutInLane(entry);
        if (entry.Head.Admitted) Admitted++;
    }

    public void Remove(LineEntry entry)
    {
        TakeFromLane(entry);
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
        if (_byId.ContainsKey(entry.Conversation)) _levels[entry.Head.Priority][entry.Lane].Refresh(entry);
    }

    /// <summary>How many stand before this one.</summary>
    public int RankOf(LineEntry entry)
    {
        var rank = 0;
        foreach (var lane in _levels[entry.Head.Priority].Values) rank += lane.CountBefore(entry);
        for (var higher = entry.Head.Priority + 1; higher < Priorities; higher++)
            rank += _levels[higher].Values.Sum(lane => lane.Count);
        return rank;
    }

    private void PutInLane(LineEntry entry)
    {
        entry.Lane = _byLanguage ? entry.Head.Language ?? "" : "";
        var level = _levels[entry.Head.Priority];
        if (!level.TryGetValue(entry.Lane, out var lane)) level.Add(entry.Lane, lane = new Lane());
        lane.Add(entry);
    }

    private void TakeFromLane(LineEntry entry)
    {
        var level = _levels[entry.Head.Priority];
        var lane = level[entry.Lane];
        lane.Remove(entry);
        if (lane.Count > 0 || entry.Lane.Length == 0) return;
        _stepsOfEmptied += lane.Steps;
        level.Remove(entry.Lane);
    }

    public static int CompareWithinPriority(LineEntry one, LineEntry other)
    {
        var byTime = one.Head.QueuedAt.CompareTo(other.Head.QueuedAt);
        return byTime != 0 ? byTime : one.Conversation.CompareTo(other.Conversation);
    }
}
