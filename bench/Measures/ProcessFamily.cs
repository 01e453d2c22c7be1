using System.Globalization;

namespace LiveChat.Bench.Measures;

/// <summary>A process with its children, as Linux counts their time.</summary>
public static class ProcessFamily
{
    /// <summary>USER_HZ, which is the same on every architecture that .NET runs on.</summary>
    private const int TicksPerSecond = 100;

    /// <summary>Of the process, of the children that it has, and of those that have ended.</summary>
    public static TimeSpan TimeOf(int process)
    {
        var own = Stat(process) ?? throw new InvalidOperationException($"There is no process {process}.");
        var ticks = own.Time + own.OfChildrenGone;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var other)
                && Stat(other) is { } stat && stat.Parent == process) ticks += stat.Time;
        }

        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    private static (int Parent, long Time, long OfChildrenGone)? Stat(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            // After the name, which may have anything in it.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return ((int)Number(1), Number(11) + Number(12), Number(13) + Number(14));

            long Number(int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
