using System.Diagnostics;
using System.Net;
using LiveChat.Bench.Measures;
using LiveChat.Bench.Wire;

namespace LiveChat.Bench.Load;

/// <summary>What a run of <see cref="MoLoad"/> did.</summary>
public sealed record MoLoadResult(long Acknowledged, long Busy, TimeSpan Elapsed, LatencyHistogram Latency)
{
    public double PerSecond => Acknowledged / Elapsed.TotalSeconds;
}

/// <summary>
/// Sends MO, one per request, over many connections, each of which sends the next when the last was acknowledged. A
/// busy server is asked again with the same message after a moment; every other refusal ends the run.
/// </summary>
public sealed class MoLoad(IPEndPoint server, MoRequest request, int connections)
{
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(20);
    private static long _messages;

    /// <summary>Sends until the time is over, from the contacts in turn.</summary>
    public Task<MoLoadResult> RunFor(TimeSpan duration, long firstContact, long contacts)
    {
        var start = Stopwatch.GetTimestamp();
        return Run(
            sent => Stopwatch.GetElapsedTime(start) < duration ? firstContact + sent % contacts : -1);
    }

    /// <summary>One message from each contact.</summary>
    public Task<MoLoadResult> Once(long firstContact, long contacts) =>
        Run(sent => sent < contacts ? firstContact + sent : -1);

    /// <summary>A number no other message of this run of the bench has.</summary>
    public static long NextMessage() => Interlocked.Increment(ref _messages);

    private async Task<MoLoadResult> Run(Func<long, long> contactOf)
    {
        var latency = new LatencyHistogram();
        long sent = 0, busy = 0;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Work()));
        return new MoLoadResult(latency.Count, busy, Stopwatch.GetElapsedTime(start), latency);

        async Task Work()
        {
            using var connection = new RawConnection(server);
            var buffer = new RequestBuffer();
            while (contactOf(Interlocked.Increment(ref sent) - 1) is var contact && contact >= 0)
            {
                request.Write(buffer, contact, NextMessage());
                var sentAt = Stopwatch.GetTimestamp();
                while (await connection.Send(buffer.Written) is var status && status != 202)
                {
                    if (status != 503)
                        throw new InvalidOperationException($"MO: {status} {JsonScan.Shown(connection.Body)}");
                    Interlocked.Increment(ref busy);
                    await Task.Delay(BusyPause);
                }
                latency.Record(Stopwatch.GetElapsedTime(sentAt));
            }
        }
    }
}
