using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace LiveChat.Bench.Measures;

/// <summary>
/// What a server holds, in bytes: <c>Resident</c> and <c>Anonymous</c> as Linux counts its pages, <c>Heap</c> what its
/// garbage collector kept in a full collection.
/// </summary>
public sealed record ProcessMemory(long Resident, long Anonymous, long Heap)
{
    private const long InducesCollection = 0x800000;
    private const long TellsOfCollections = 0x1;
    private static readonly TimeSpan CollectsWithin = TimeSpan.FromSeconds(30);

    /// <summary>Makes the process collect its garbage, then looks at it.</summary>
    public static async Task<ProcessMemory> AfterCollection(int process)
    {
        var heap = await Collect(process).WaitAsync(CollectsWithin);
        var status = File.ReadAllLines($"/proc/{process}/status");
        return new ProcessMemory(Kilobytes(status, "VmRSS:") * 1024, Kilobytes(status, "RssAnon:") * 1024, heap);
    }

    /// <summary>
    /// Opening a trace with the collection keyword makes the runtime collect every generation; the statistics that
    /// follow the collection say what was kept.
    /// </summary>
    private static Task<long> Collect(int process) => Task.Run(async () =>
    {
        var client = new DiagnosticsClient(process);
        var provider = new EventPipeProvider(
            "Microsoft-Windows-DotNETRuntime", EventLevel.Informational, InducesCollection | TellsOfCollections);
        using var session = client.StartEventPipeSession([provider], requestRundown: false);
        var kept = new TaskCompletionSource<long>();
        using var source = new EventPipeEventSource(session.EventStream);
        var isFull = false;
        source.Clr.GCStart += start => isFull = start is { Depth: 2, Type: GCType.NonConcurrentGC };
        source.Clr.GCHeapStats += stats =>
        {
            if (isFull) kept.TrySetResult(stats.TotalHeapSize);
        };
        var reading = Task.Run(source.Process);
        await Task.WhenAny(kept.Task, reading);
        await session.StopAsync(CancellationToken.None);
        await reading;
        return await kept.Task;
    });

    private static long Kilobytes(string[] status, string name)
    {
        var line = status.Single(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(name.Length).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture);
    }
}
