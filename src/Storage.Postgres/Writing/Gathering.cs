namespace LiveChat.Storage.Postgres.Writing;

/// <summary>
/// The bounded queue in front of a lane: many threads add, one takes all that has gathered. Full, it refuses.
/// </summary>
internal sealed class Gathering(int waitingMax)
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private List<Work> _waiting = [];
    private int _taken;
    private bool _takerSleeps;
    private bool _ended;

    public enum Added
    {
        Yes = 1,
        Full,
        Ended,
    }

    public Added TryAdd(Work work)
    {
        bool wake;
        lock (_lock)
        {
            if (_ended) return Added.Ended;
            if (_waiting.Count + _taken >= waitingMax) return Added.Full;
            _waiting.Add(work);
            wake = _takerSleeps;
            _takerSleeps = false;
        }

        if (wake) _arrived.Release();
        return Added.Yes;
    }

    /// <summary>What was added is still taken; nothing more is added.</summary>
    public void End()
    {
        bool wake;
        lock (_lock)
        {
            _ended = true;
            wake = _takerSleeps;
            _takerSleeps = false;
        }

        if (wake) _arrived.Release();
    }

    /// <summary>Waits for something to take; null when ended and empty.</summary>
    public async ValueTask<List<Work>?> Take()
    {
        while (true)
        {
            lock (_lock)
            {
                if (_waiting.Count > 0)
                {
                    var gathered = _waiting;
                    _taken = gathered.Count;
                    _waiting = new List<Work>(gathered.Count);
                    return gathered;
                }

                if (_ended) return null;
                _takerSleeps = true;
            }

            await _arrived.WaitAsync();
        }
    }

    /// <summary>So many of those taken last have been written.</summary>
    public void Done(int count)
    {
        lock (_lock) _taken -= count;
    }
}
