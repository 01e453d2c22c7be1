namespace LiveChat.Storage.Erasures;

/// <summary>Wakes who carries out dangerous orders. A hint: the orders stand in rows.</summary>
public sealed class DangerBell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    public void Ring()
    {
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is rung already.
        }
    }

    /// <summary>Returns when it was rung, or after a while.</summary>
    public Task Wait(TimeSpan atMost, CancellationToken cancel) => _rung.WaitAsync(atMost, cancel);

    public void Dispose() => _rung.Dispose();
}
