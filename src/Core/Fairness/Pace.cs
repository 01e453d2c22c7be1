namespace LiveChat.Core.Fairness;

/// <summary>Which of the two that serve a <see cref="PacedLine{TOwner,T}"/>.</summary>
public enum Side : byte
{
    /// <summary>For everybody else.</summary>
    Shared = 0,

    /// <summary>For those who take much.</summary>
    Apart = 1,
}

/// <summary>
/// Who takes much of something that works in batches, and when he rests. A batch costs as such, whatever is in it: who
/// has something for each of them keeps it busy with small ones, and everybody else finds it so. Hence whoever took
/// much more than others of late is served apart, and rests after each batch for four times as long as it took, and no
/// longer than <see cref="RestMax"/>: what he brings goes into fewer and larger ones. Who is alone for some time, and
/// who takes little, is not apart. Not safe for threads.
/// </summary>
/// <remarks>Times are from any beginning and never less than before.</remarks>
public sealed class Pace<TOwner>
    where TOwner : struct, IEquatable<TOwner>
{
    public static readonly TimeSpan RestMax = TimeSpan.FromMilliseconds(40);

    /// <summary>Who took much in one of these is apart in the next.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// So long everybody counts with what he took when he last took something. Who takes little comes in between, and
    /// is not to find a large batch there; and who goes on beside one that has stopped is not the one who takes much.
    /// </summary>
    public static readonly TimeSpan CompanyLasts = TimeSpan.FromSeconds(5);

    /// <summary>Nobody who took no more in a window is apart.</summary>
    public const int LittleMax = 20;

    /// <summary>More than so many times what those who count took on average is much.</summary>
    private const double ShareMax = 1.5;

    private const int RestFactor = 4;

    private readonly Dictionary<TOwner, Use> _uses = [];
    private readonly Batch[] _batches = [new(), new()];
    private TimeSpan _windowEnds;
    private double _muchBeyond = double.PositiveInfinity;

    /// <summary>Where the owner is served. It stays where a batch of his is under way.</summary>
    public Side SideOf(TOwner owner, TimeSpan now)
    {
        Turn(now);
        if (!_uses.TryGetValue(owner, out var use)) return Side.Shared;
        if (!use.IsInBatch) use.Side = use.Before > _muchBeyond ? Side.Apart : Side.Shared;
        return use.Side;
    }

    /// <summary>Until when the owner rests, who is served apart; null: he does not.</summary>
    public TimeSpan? RestsUntil(TOwner owner, TimeSpan now) =>
        _uses.TryGetValue(owner, out var use) && use.Side == Side.Apart && use.RestsUntil > now
            ? use.RestsUntil
            : null;

    /// <summary>One of the owner's goes into the batch that begins now where he is served.</summary>
    public void Took(TOwner owner, Side side, TimeSpan now)
    {
        Turn(now);
        if (!_uses.TryGetValue(owner, out var use)) _uses.Add(owner, use = new Use());
        use.Side = side;
        use.Now++;
        var batch = _batches[(int)side];
        batch.Began = now;
        if (use.IsInBatch) return;
        use.IsInBatch = true;
        batch.Owners.Add(owner);
    }

    /// <summary>The side's batch is done. Tells of whom it was, until the side's next one begins.</summary>
    public IReadOnlyList<TOwner> Ended(Side side, TimeSpan now)
    {
        var batch = _batches[(int)side];
        var rest = (now - batch.Began) * RestFactor;
        var until = now + (rest < RestMax ? rest : RestMax);
        foreach (var owner in batch.Owners)
        {
            var use = _uses[owner];
            (use.IsInBatch, use.RestsUntil) = (false, until);
        }

        return batch.End();
    }

    private void Turn(TimeSpan now)
    {
        if (now < _windowEnds) return;
        var (ended, isNext) = (_windowEnds, now < _windowEnds + Window);
        _windowEnds = now + Window;
        var (sum, owners) = (0L, 0);
        foreach (var (owner, use) in _uses)
        {
            if (use.Now > 0) (use.Counts, use.CountsUntil) = (use.Now, ended + CompanyLasts);
            (use.Before, use.Now) = (isNext ? use.Now : 0, 0);
            if (use.CountsUntil > now)
            {
                sum += use.Counts;
                owners++;
            }
            else if (!use.IsInBatch)
            {
                _uses.Remove(owner);
            }
        }

        _muchBeyond = owners > 1 ? Math.Max(LittleMax, ShareMax * sum / owners) : double.PositiveInfinity;
    }

    private sealed class Use
    {
        public Side Side { get; set; }

        /// <summary>How many were taken in the window before.</summary>
        public int Before { get; set; }

        /// <summary>How many were taken in this one.</summary>
        public int Now { get; set; }

        /// <summary>How many were taken in the last window in which some were.</summary>
        public int Counts { get; set; }

        public TimeSpan CountsUntil { get; set; }

        public bool IsInBatch { get; set; }

        public TimeSpan RestsUntil { get; set; }
    }

    private sealed class Batch
    {
        private List<TOwner> _ended = [];

        public TimeSpan Began { get; set; }

        public List<TOwner> Owners { get; private set; } = [];

        public List<TOwner> End()
        {
            _ended.Clear();
            (_ended, Owners) = (Owners, _ended);
            return _ended;
        }
    }
}
