using System.Diagnostics;

namespace LiveChat.Bench.Report;

/// <summary>
/// Says on stderr what the bench is doing and how far it is: preparations take minutes, and a run that says nothing
/// looks like one that hangs.
/// </summary>
public static class Progress
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly long Start = Stopwatch.GetTimestamp();

    public static void Say(string what) =>
        Console.Error.WriteLine($"{Stopwatch.GetElapsedTime(Start).TotalSeconds,7:0.0} s  {what}");

    /// <summary>Says it now, and how far it is every five seconds until it is over.</summary>
    public static async Task<T> During<T>(string what, Task<T> doing, Func<string>? howFar = null)
    {
        Say(what);
        while (await Task.WhenAny(doing, Task.Delay(Every)) != doing) Say($"  … {howFar?.Invoke() ?? "still"}");
        return await doing;
    }

    public static Task During(string what, Task doing, Func<string>? howFar = null) =>
        During(what, Nothing(doing), howFar);

    private static async Task<bool> Nothing(Task doing)
    {
        await doing;
        return true;
    }
}
