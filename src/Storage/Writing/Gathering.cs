using LiveChat.Core.Fairness;
using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Writing;

/// <summary>What became of a write that was handed in.</summary>
public enum Gathered : byte
{
    Yes = 1,

    /// <summary>Too many wait, or too many of its tenant; it will not run.</summary>
    Full,

    /// <summary>The store is stopping; it will not run.</summary>
    Ended,
}

/// <summary>
/// The bounded queue in front of a writer: many threads add, one takes what goes into the next transaction, of each
/// tenant in turn (<see cref="FairLine{TOwner,T}"/>). So a tenant that writes much delays another's write by the
/// transaction under way, and by one write of its own for each of the other's. Of one tenant, writes are taken in the
/// order in which they were handed in.
/// </summary>
/// <param name="waitingMax">How many may wait, with those taken that are not done.</param>
/// <param name="batchMax">How many are taken at once.</param>
/// <param name="judge">What goes together; called under the lock.</param>
public sealed class Gathering<TWork>(int waitingMax, int batchMax, Func<TWork, List<TWork>, Joining> judge)
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly FairLine<TenantId, TWork> _line = new(waitingMax);
    private readonly Func<TenantId, TWork, List<TWork>, Joining> _judge = (_, work, taken) => judge(work, taken);
    private bool _takerSleeps;
    private bool _ended;

    /// <param name="tenant">Whose it is; default: the installation's.</param>
    /// <param name="work">What is to be written.</param>
    public Gathered Add(TenantId tenant, TWork work)
    {
        bool wake;
        lock (_lock)
        {
            if (_ended) return Gathered.Ended;
            if (!_line.TryAdd(tenant, work)) return Gathered.Full;
            wake = Wake();
        }

        if (wake) _arrived.Release();
        return Gathered.Yes;
    }

    /// <summary>What was added is still taken; nothing more is added.</summary>
    public void End()
    {
        bool wake;
        lock (_lock)
        {
            _ended = true;
            wake = Wake();
        }

        if (wake) _arrived.Release();
    }

    /// <summary>Waits for something to take; null when ended and empty.</summary>
    public List<TWork>? Take()
    {
        List<TWork>? taken;
        while (!TryTake(out taken)) _arrived.Wait();
        return taken;
    }

    /// <summary>The same for a taker that has no thread of its own.</summary>
    public async ValueTask<List<TWork>?> TakeAsync()
    {
        List<TWork>? taken;
        while (!TryTake(out taken)) await _arrived.WaitAsync();
        return taken;
    }

    /// <summary>So many of those taken last have been written, or have failed.</summary>
    public void Done(int count)
    {
        lock (_lock) _line.Done(count);
    }

    private bool Wake()
    {
        var wake = _takerSleeps;
        _takerSleeps = false;
        return wake;
    }

    private bool TryTake(out List<TWork>? taken)
    {
        lock (_lock)
        {
            taken = null;
            if (_line.Count > 0)
            {
                taken = new List<TWork>(Math.Min(_line.Count, batchMax));
                _line.Take(taken, batchMax, _judge);
                return true;
            }

            if (_ended) return true;
            _takerSleeps = true;
            return false;
        }
    }
}
