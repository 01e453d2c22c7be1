namespace LiveChat.Channels.Tests.Support;

internal static class Waiting
{
    /// <summary>A bound so that a test that fails says where.</summary>
    private static readonly TimeSpan _timeMax = TimeSpan.FromSeconds(20);

    public static async Task<T> Within<T>(this Task<T> task, string phase)
    {
        await Within((Task)task, phase);
        return await task;
    }

    public static async Task Within(this Task task, string phase)
    {
        try
        {
            await task.WaitAsync(_timeMax);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited {_timeMax.TotalSeconds} s for {phase}.");
        }
    }
}
