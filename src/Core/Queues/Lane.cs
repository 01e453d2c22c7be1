using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>The entries of one priority and language, oldest first.</summary>
internal sealed class Lane
{
    private readonly RankedTree<LineEntry, FreeEntries> _entries = new(new EntryOrder());

    public int Count => _entries.Count;

    public long Steps => _entries.Steps;

    public LineEntry? At(int index) => _entries.At(index);

    public IEnumerable<LineEntry> InOrder() => _entries.InOrder();

    public void Add(LineEntry entry) => _entries.Add(entry);

    public void Remove(LineEntry entry) => _entries.Remove(entry);

    /// <summary>The entry's reservation was set or cleared.</summary>
    public void Refresh(LineEntry entry) => _entries.Refresh(entry);

    /// <summary>How many stand before an entry of any lane.</summary>
    public int CountBefore(LineEntry entry) => _entries.CountBefore(entry);

    /// <summary>The first, and so the oldest, that has no reservation.</summary>
    public LineEntry? FirstFree() => _entries.First(0, static (free, _) => free.Any);

    /// <summary>The first that has no reservation and does not exclude the agent.</summary>
    public LineEntry? FirstFree(AgentId notExcluding) =>
        _entries.First(notExcluding, static (free, agent) => free.Any && free.AllExclude != agent);
}

/// <summary>Whether there are entries without a reservation, and the one agent that all of these exclude.</summary>
internal readonly record struct FreeEntries(bool Any, AgentId? AllExclude);

file sealed class EntryOrder : ITreeOrder<LineEntry, FreeEntries>
{
    public FreeEntries Nothing => default;

    public int Compare(LineEntry one, LineEntry other) => WaitingEntries.CompareWithinPriority(one, other);

    public FreeEntries Summarise(LineEntry item) =>
        item.Reservation is null ? new FreeEntries(true, item.Head.Excluded) : default;

    public FreeEntries Join(FreeEntries before, FreeEntries after) =>
        !before.Any ? after
        : !after.Any || before.AllExclude == after.AllExclude ? before
        : new FreeEntries(true, null);
}
