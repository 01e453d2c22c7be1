namespace LiveChat.Core.Fairness;

/// <summary>What becomes of one that is looked at for what is being taken.</summary>
public enum Joining : byte
{
    Joins = 1,

    /// <summary>It is taken, and nothing after it.</summary>
    Ends,

    /// <summary>It stays where it is, with those of its owner behind it; they are the first of the next time.</summary>
    Waits,

    /// <summary>The same for an owner of whom nothing is to be taken this time, though there be nobody else.</summary>
    Rests,
}

/// <summary>
/// What waits for something that is shared. It is taken in turn, one of each owner who has some, and of one owner in
/// the order of arrival: who has much waiting delays others by one of his at a time. Nobody may have more waiting than
/// there is room left, so that there is room for whoever comes, however many fill it: one alone gets half of it, two a
/// third each. Every operation but <see cref="MoveTo"/> takes the same time, however many wait. Not safe for threads.
/// </summary>
/// <param name="max">The room: for those that wait, and for those taken until they are done.</param>
public sealed class FairLine<TOwner, T>(int max)
    where TOwner : struct, IEquatable<TOwner>
{
    /// <summary>Lines of owners who have nothing waiting now, kept for the next who has.</summary>
    private const int SparesMax = 64;

    private readonly Dictionary<TOwner, Line> _lines = [];
    private readonly Stack<Line> _spares = [];
    private Line? _first;
    private Line? _last;
    private int _taken;

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    /// <summary>How many owners have some waiting.</summary>
    public int OwnersCount => _lines.Count;

    /// <summary>False: the owner has as many waiting as there is room left, and this one is not added.</summary>
    public bool TryAdd(TOwner owner, T item)
    {
        var room = max - Count - _taken;
        var found = _lines.TryGetValue(owner, out var line);
        if (room <= (line?.Items.Count ?? 0)) return false;
        if (!found)
        {
            line = _spares.TryPop(out var spare) ? spare : new Line();
            line.Owner = owner;
            _lines.Add(owner, line);
            Append(line);
        }

        line!.Items.Enqueue(item);
        Count++;
        return true;
    }

    /// <summary>Takes the next in turn.</summary>
    public bool TryTake(out T item)
    {
        if (_first is not { } line)
        {
            item = default!;
            return false;
        }

        item = Take(line);
        RemoveFirst();
        PutBack(line);
        return true;
    }

    /// <summary>
    /// Takes as many as join, and at most so many. <c>judge</c> is asked about each in turn, with its owner and those
    /// taken before it; the first of all must not wait.
    /// </summary>
    public void Take(List<T> taken, int count, Func<TOwner, T, List<T>, Joining> judge)
    {
        Line? aside = null, asideLast = null;
        for (var more = true; more && taken.Count < count && _first is { } line;)
        {
            var joining = judge(line.Owner, line.Items.Peek(), taken);
            RemoveFirst();
            if (joining is Joining.Waits or Joining.Rests)
            {
                if (taken.Count == 0 && joining == Joining.Waits)
                    throw new InvalidOperationException("The first in turn must not wait.");
                if (asideLast is null) aside = line;
                else asideLast.Next = line;
                asideLast = line;
                continue;
            }

            taken.Add(Take(line));
            PutBack(line);
            more = joining == Joining.Joins;
        }

        if (asideLast is null) return;
        asideLast.Next = _first;
        _first = aside;
        _last ??= asideLast;
    }

    /// <summary>So many of those taken are done, and leave their room to others.</summary>
    public void Done(int count) => _taken -= count;

    /// <summary>
    /// What waits of the owner goes to the end of another line, before what is added there later, whether there is room
    /// or not. False: nothing waits. Takes as long as there are owners before him.
    /// </summary>
    public bool MoveTo(FairLine<TOwner, T> other, TOwner owner)
    {
        if (!_lines.TryGetValue(owner, out var line)) return false;
        Remove(line);
        _lines.Remove(owner);
        Count -= line.Items.Count;
        other.Join(line);
        return true;
    }

    private T Take(Line line)
    {
        Count--;
        _taken++;
        return line.Items.Dequeue();
    }

    /// <summary>Behind the others, or away where its owner has no more.</summary>
    private void PutBack(Line line)
    {
        if (line.Items.Count > 0)
        {
            Append(line);
            return;
        }

        _lines.Remove(line.Owner);
        if (_spares.Count < SparesMax) _spares.Push(line);
    }

    private void Append(Line line)
    {
        if (_last is null) _first = line;
        else _last.Next = line;
        _last = line;
    }

    private void Join(Line line)
    {
        Count += line.Items.Count;
        if (_lines.TryAdd(line.Owner, line))
        {
            Append(line);
            return;
        }

        foreach (var item in line.Items) _lines[line.Owner].Items.Enqueue(item);
    }

    private void Remove(Line line)
    {
        if (_first == line)
        {
            RemoveFirst();
            return;
        }

        var before = _first!;
        while (before.Next != line) before = before.Next!;
        before.Next = line.Next;
        line.Next = null;
        if (_last == line) _last = before;
    }

    private void RemoveFirst()
    {
        var line = _first!;
        _first = line.Next;
        line.Next = null;
        if (_first is null) _last = null;
    }

    /// <summary>One owner's, and the owner whose turn is next.</summary>
    private sealed class Line
    {
        public TOwner Owner { get; set; }

        public Queue<T> Items { get; } = [];

        public Line? Next { get; set; }
    }
}
