namespace LiveChat.Core.Fairness;

/// <summary>
/// What waits for something shared that works in batches and that two serve at the same time: one those who take much
/// (<see cref="Pace{TOwner}"/>), with rests between its batches, the other everybody else, who therefore waits for
/// nobody's large batch. Each takes of its owners in turn (<see cref="FairLine{TOwner,T}"/>), and has its own room.
/// Nobody is served by both at a time: of one owner everything is taken in the order of arrival, and what comes later
/// is not taken before what is under way is done. Not safe for threads.
/// </summary>
/// <param name="max">The room of each side: for those that wait, and for those taken until they are done.</param>
public sealed class PacedLine<TOwner, T>(int max)
    where TOwner : struct, IEquatable<TOwner>
{
    private readonly FairLine<TOwner, T>[] _lines = [new(max), new(max)];
    private readonly Pace<TOwner> _pace = new();

    /// <summary>Nobody rests any more.</summary>
    public bool HasEnded { get; private set; }

    public int Count(Side side) => _lines[(int)side].Count;

    /// <summary>False: the owner has as many waiting as there is room left, and this one is not added.</summary>
    public bool TryAdd(TOwner owner, T item, TimeSpan now, out Side side)
    {
        side = _pace.SideOf(owner, now);
        Settle(owner, side);
        return _lines[(int)side].TryAdd(owner, item);
    }

    /// <summary>Until when nothing of the owner is taken; null: he does not rest.</summary>
    public TimeSpan? RestsUntil(TOwner owner, TimeSpan now) => HasEnded ? null : _pace.RestsUntil(owner, now);

    /// <summary>
    /// Takes as many as join, and at most so many, for a batch that begins now. Nothing where all rest: then this
    /// tells when the first has rested.
    /// </summary>
    /// <param name="side">Its batch before is done.</param>
    /// <param name="taken">What is taken.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="judge">Asked about each, with those taken before it; the first of all must not wait.</param>
    /// <param name="now">The time.</param>
    public TimeSpan Take(Side side, List<T> taken, int count, Func<T, List<T>, Joining> judge, TimeSpan now)
    {
        var restedAt = TimeSpan.MaxValue;
        _lines[(int)side].Take(taken, count, Judge);
        return restedAt;

        Joining Judge(TOwner owner, T item, List<T> with)
        {
            if (RestsUntil(owner, now) is { } until)
            {
                if (until < restedAt) restedAt = until;
                return Joining.Rests;
            }

            var joining = judge(item, with);
            if (joining != Joining.Waits) _pace.Took(owner, side, now);
            return joining;
        }
    }

    /// <summary>The side's batch of so many is done. True: the other side got something to take.</summary>
    public bool Done(Side side, int count, TimeSpan now)
    {
        _lines[(int)side].Done(count);
        var moved = false;
        foreach (var owner in _pace.Ended(side, now))
        {
            if (!HasEnded) moved |= Settle(owner, _pace.SideOf(owner, now));
        }

        return moved;
    }

    /// <summary>From now on nobody rests, and nobody changes sides: a side that is empty stays so.</summary>
    public void End() => HasEnded = true;

    private bool Settle(TOwner owner, Side side) => _lines[1 - (int)side].MoveTo(_lines[(int)side], owner);
}
