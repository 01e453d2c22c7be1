using System.Diagnostics;

namespace LiveChat.Outside;

/// <summary>Waits for conditions of another process, which nothing inside this one can announce.</summary>
public static class Poll
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(25);

    /// <summary>Returns when the condition holds; throws with the phase's name when it does not hold in time.</summary>
    public static async Task Until(
        string phase, TimeSpan within, Func<Task<bool>> condition, Func<string>? state = null)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > within)
                throw new TimeoutException($"Not within {within.TotalSeconds:0.#} s: {phase}. {state?.Invoke()}");
            await Task.Delay(Every);
        }
    }

    public static Task Until(string phase, TimeSpan within, Func<bool> condition, Func<string>? state = null) =>
        Until(phase, within, () => Task.FromResult(condition()), state);
}
