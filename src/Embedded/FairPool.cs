using LiveChat.Core.Fairness;
using LiveChat.Core.Primitives;

namespace LiveChat.Embedded;

/// <summary>
/// The activations that have something to do, run on the thread pool, of each tenant in turn: however many of one
/// tenant wait for a thread, another's waits for one of them at most for each of its own. For each that is added there
/// is one item in the pool, which runs whichever's turn it is.
/// </summary>
/// <remarks>
/// The items go to the pool's global queue, which is first come, first served; a thread's own queue is last in, first
/// out, and would let actors that tell one another keep everybody else waiting.
/// </remarks>
internal sealed class FairPool : IThreadPoolWorkItem
{
    private readonly Lock _lock = new();

    /// <summary>No bound of its own: an activation waits here once, and is there before it waits.</summary>
    private readonly FairLine<TenantId, Activation> _line = new(int.MaxValue);

    public void Add(Activation activation)
    {
        lock (_lock) _line.TryAdd(activation.Id.Tenant, activation);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void Execute()
    {
        Activation? next;
        lock (_lock)
        {
            if (!_line.TryTake(out next)) return;
            _line.Done(1);
        }

        next.Execute();
    }
}
