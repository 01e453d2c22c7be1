using LiveChat.Core.Fairness;
using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Writing;

/// <summary>
/// The bounded queue in front of two writers, each of which takes what goes into its next transaction: one of the
/// tenants that write much, with rests, the other of all others (<see cref="PacedLine{TOwner,T}"/>). So a tenant that
/// writes much delays others by what its transactions take of the machine, and not by their length. Of one tenant,
/// writes are taken in the order in which they were handed in, and never by both.
/// </summary>
/// <param name="waitingMax">How many may wait for each of them, with those taken that are not done.</param>
/// <param name="batchMax">How many are taken at once.</param>
/// <param name="judge">What goes together; called under the lock.</param>
/// <param name="time">By which it is seen how long batches and rests take.</param>
public sealed class PacedGathering<TWork>(
    int waitingMax, int batchMax, Func<TWork, List<TWork>, Joining> judge, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly PacedLine<TenantId, TWork> _line = new(waitingMax);
    private readonly Taker[] _takers = [new(), new()];

    /// <param name="tenant">Whose it is; default: the installation's.</param>
    /// <param name="work">What is to be written.</param>
    public Gathered Add(TenantId tenant, TWork work)
    {
        Taker taker;
        lock (_lock)
        {
            if (_line.HasEnded) return Gathered.Ended;
            var now = Now();
            if (!_line.TryAdd(tenant, work, now, out var side)) return Gathered.Full;
            taker = _takers[(int)side];
            if (!taker.MustWake(_line.RestsUntil(tenant, now))) return Gathered.Yes;
        }

        taker.Wake();
        return Gathered.Yes;
    }

    /// <summary>What was added is still taken, without rests; nothing more is added.</summary>
    public void End()
    {
        lock (_lock) _line.End();
        foreach (var taker in _takers) taker.Wake();
    }

    /// <summary>Waits for something to take; null when ended and empty.</summary>
    /// <param name="side">Whose batch before is done.</param>
    public async ValueTask<List<TWork>?> Take(Side side)
    {
        List<TWork>? taken;
        while (!TryTake(side, out taken, out var pause)) await _takers[(int)side].Sleep(pause);
        return taken;
    }

    /// <summary>So many of those taken last on this side have been written, or have failed.</summary>
    public void Done(Side side, int count)
    {
        bool moved;
        lock (_lock) moved = _line.Done(side, count, Now());
        if (moved) _takers[1 - (int)side].Wake();
    }

    private TimeSpan Now() => time.GetElapsedTime(_began);

    /// <param name="side">Whose taker asks.</param>
    /// <param name="taken">Null where it has ended and nothing is left.</param>
    /// <param name="pause">Where there is nothing to take: after which time to look again, if nothing comes.</param>
    private bool TryTake(Side side, out List<TWork>? taken, out TimeSpan pause)
    {
        lock (_lock)
        {
            (taken, pause) = (null, Timeout.InfiniteTimeSpan);
            var restedAt = TimeSpan.MaxValue;
            if (_line.Count(side) > 0)
            {
                var now = Now();
                taken = new List<TWork>(Math.Min(_line.Count(side), batchMax));
                restedAt = _line.Take(side, taken, batchMax, judge, now);
                if (taken.Count > 0) return true;
                pause = AtLeastOne(restedAt - now);
            }
            else if (_line.HasEnded)
            {
                return true;
            }

            _takers[(int)side].SleepsUntil(restedAt);
            return false;
        }
    }

    /// <summary>Of the milliseconds that a wait is made of.</summary>
    private static TimeSpan AtLeastOne(TimeSpan time) =>
        TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(time.TotalMilliseconds)));

    /// <summary>One of those who take. All but <see cref="Wake"/> and <see cref="Sleep"/> is under the lock.</summary>
    private sealed class Taker
    {
        private readonly SemaphoreSlim _called = new(0);

        /// <summary>When it looks again by itself; null while it is awake.</summary>
        private TimeSpan? _until;

        public void SleepsUntil(TimeSpan until) => _until = until;

        /// <summary>Once each time it sleeps.</summary>
        /// <param name="restedAt">What came may be taken then; null: now.</param>
        public bool MustWake(TimeSpan? restedAt)
        {
            if (_until is not { } until || restedAt >= until) return false;
            _until = null;
            return true;
        }

        public void Wake() => _called.Release();

        public Task Sleep(TimeSpan pause) => _called.WaitAsync(pause);
    }
}
