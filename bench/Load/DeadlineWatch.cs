using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using LiveChat.Bench.Measures;
using LiveChat.Bench.Wire;
using LiveChat.Outside;

namespace LiveChat.Bench.Load;

/// <summary>
/// Agents that never answer, and a note of how late the system speaks in their place: by the server's own stamps, and
/// by the time at which it was seen here, which includes the commit, the stream, and a generator that falls behind.
/// </summary>
public sealed class DeadlineWatch(IPEndPoint server, IEnumerable<AgentAccess> agents, TimeSpan dueAfter)
    : IAgentEvents, IDisposable
{
    private readonly AgentDesk[] _desks = [.. agents.Select(agent => new AgentDesk(agent))];
    private readonly ConcurrentDictionary<string, DateTimeOffset> _due = [];
    private long _early;
    private long _maxTicks;

    public LatencyHistogram Decided { get; } = new();

    public LatencyHistogram Seen { get; } = new();

    public int Armed => _due.Count;

    /// <summary>Those that acted before their time.</summary>
    public long Early => Volatile.Read(ref _early);

    public TimeSpan DecidedMax => new(Volatile.Read(ref _maxTicks));

    public Task Open() => Task.WhenAll(_desks.Select(desk => desk.Open(server, this)));

    public void Assigned(AgentDesk desk, ReadOnlySpan<byte> data) =>
        _due[Text(data, "\"id\":\""u8)] = Time(data, "\"assignedAt\":\""u8) + dueAfter;

    public void ContactWrote(AgentDesk desk, ReadOnlySpan<byte> conversationId)
    {
    }

    public void SystemWrote(AgentDesk desk, ReadOnlySpan<byte> data)
    {
        var now = DateTimeOffset.UtcNow;
        if (!_due.TryGetValue(Text(data, "\"conversationId\":\""u8), out var due)) return;
        var late = Time(data, "\"at\":\""u8) - due;
        if (late < TimeSpan.Zero) Interlocked.Increment(ref _early);
        for (var max = _maxTicks; late.Ticks > max; max = _maxTicks)
            Interlocked.CompareExchange(ref _maxTicks, late.Ticks, max);
        Decided.Record(late);
        Seen.Record(now - due);
    }

    public void Dispose()
    {
        foreach (var desk in _desks) desk.Dispose();
    }

    private static string Text(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name) =>
        Encoding.UTF8.GetString(JsonScan.Text(json, name));

    private static DateTimeOffset Time(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name) =>
        DateTimeOffset.Parse(Text(json, name), CultureInfo.InvariantCulture);
}
