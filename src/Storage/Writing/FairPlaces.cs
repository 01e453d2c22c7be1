using LiveChat.Core.Fairness;
using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Writing;

/// <summary>
/// A bounded number of places for work on the database, given in turn to the tenants that wait for one, so that a
/// tenant that asks for much makes another wait for no more than one piece of its work each time.
/// </summary>
/// <param name="places">How many work at once.</param>
/// <param name="waitingMax">How many may wait; a tenant may have no more of them than there is room left.</param>
public sealed class FairPlaces(int places, int waitingMax = int.MaxValue)
{
    private readonly Lock _lock = new();
    private readonly FairLine<TenantId, TaskCompletionSource> _waiting = new(waitingMax);
    private int _free = places;

    /// <summary>Returns when there is a place, which <see cref="Leave"/> gives back.</summary>
    /// <param name="tenant">Whose turn it takes; default: the installation's.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="StoreBusyException">Too many wait, or too many of that tenant.</exception>
    public ValueTask Enter(TenantId tenant, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return ValueTask.FromCanceled(cancel);
        TaskCompletionSource turn;
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return ValueTask.CompletedTask;
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_waiting.TryAdd(tenant, turn)) throw new StoreBusyException("Too many wait for the database.");
        }

        return new ValueTask(Await(turn, cancel));
    }

    /// <summary>Gives the place to the next in turn. Who gave up meanwhile is passed over.</summary>
    public void Leave()
    {
        while (true)
        {
            TaskCompletionSource? next;
            lock (_lock)
            {
                if (!_waiting.TryTake(out next))
                {
                    _free++;
                    return;
                }

                _waiting.Done(1);
            }

            if (next.TrySetResult()) return;
        }
    }

    private static async Task Await(TaskCompletionSource turn, CancellationToken cancel)
    {
        await using var gaveUp = cancel.UnsafeRegister(
            static (it, token) => ((TaskCompletionSource)it!).TrySetCanceled(token), turn);
        await turn.Task;
    }
}
