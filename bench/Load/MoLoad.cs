using System.Diagnostics;
using System.Net;
using LiveChat.Bench.Measures;
using LiveChat.Bench.Wire;

namespace LiveChat.Bench.Load;

/// <summary>What a run of <see cref="MoLoad"/> did.</summary>
/// <param name="Acknowledged">Taken.</param>
/// <param name="Busy">Answered 503.</param>
/// <param name="Limited">Answered 429.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="P99">Of the acknowledgements, in milliseconds.</param>
public sealed record MoLoadResult(long Acknowledged, long Busy, long Limited, TimeSpan Elapsed, double P99)
{
    public double PerSecond => Acknowledged / Elapsed.TotalSeconds;
}

/// <summary>
/// Sends MO, one per request, over many connections, each of which sends the next when the last was acknowledged. A
/// busy server is asked again with the same message after a moment; every other refusal ends the run. Connections are
/// spread over the servers.
/// </summary>
public sealed class MoLoad(IPEndPoint[] servers, MoRequest request, int connections)
{
    public MoLoad(IPEndPoint server, MoRequest request, int connections)
        : this([server], request, connections)
    {
    }

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

    /// <summary>
    /// By the clock, each from a contact of its own, as far as connections are free; what is refused is not sent again.
    /// The clock is its own: what two loads do by the runtime's timers falls on the same ticks, each message of one on
    /// a burst of the other.
    /// </summary>
    public Task<MoLoadResult> RunAt(double perSecond, TimeSpan duration, long firstContact)
    {
        var count = (int)(perSecond * duration.TotalSeconds);
        // Not disposed: the clock goes on where a refusal ends the run, and that refusal is to be what is told.
        var due = new SemaphoreSlim(0);
        new Thread(Tick) { IsBackground = true, Name = "load" }.Start();
        return Run(
            sent => sent < count ? firstContact + sent : -1, _ => new ValueTask(due.WaitAsync()), isPatient: false);

        void Tick()
        {
            var start = Stopwatch.GetTimestamp();
            for (var released = 0; released < count; Thread.Sleep(1))
            {
                var passed = Math.Min((int)(Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond) + 1, count);
                if (passed > released) due.Release(passed - released);
                released = passed;
            }
        }
    }

    /// <summary>A number no other message of this run of the bench has.</summary>
    public static long NextMessage() => Interlocked.Increment(ref _messages);

    private async Task<MoLoadResult> Run(
        Func<long, long> contactOf, Func<long, ValueTask>? due = null, bool isPatient = true)
    {
        var latency = new LatencyHistogram();
        long sent = 0, busy = 0, limited = 0;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(Work));
        return new MoLoadResult(latency.Count, busy, limited, Stopwatch.GetElapsedTime(start), latency.Percentile(99));

        async Task Work(int worker)
        {
            using var connection = new RawConnection(servers[worker % servers.Length]);
            var buffer = new RequestBuffer();
            while (Interlocked.Increment(ref sent) - 1 is var number
                && contactOf(number) is var contact && contact >= 0)
            {
                if (due is not null) await due(number);
                request.Write(buffer, contact, NextMessage());
                var sentAt = Stopwatch.GetTimestamp();
                if (await IsTaken(connection, buffer)) latency.Record(Stopwatch.GetElapsedTime(sentAt));
            }
        }

        async ValueTask<bool> IsTaken(RawConnection connection, RequestBuffer buffer)
        {
            while (await connection.Send(buffer.Written) is var status && status != 202)
            {
                if (status == 503) Interlocked.Increment(ref busy);
                else if (status == 429 && !isPatient) Interlocked.Increment(ref limited);
                else throw new InvalidOperationException($"MO: {status} {JsonScan.Shown(connection.Body)}");
                if (!isPatient) return false;
                await Task.Delay(BusyPause);
            }

            return true;
        }
    }
}
