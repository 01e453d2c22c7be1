using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;
using LiveChat.Contracts.Actors;
using LiveChat.Core.Conversations;
using LiveChat.Core.Deadlines;
using LiveChat.Storage.Events;

namespace LiveChat.Engine.Measures;

/// <summary>
/// Meter <c>LiveChat.Engine</c>: what the conversations, queues and agents of this process do. No attribute is an id.
/// </summary>
public sealed class EngineMetrics
{
    public const string Meter = "LiveChat.Engine";

    private readonly Counter<long> _events;
    private readonly Counter<long> _closed;
    private readonly Histogram<double> _waits;
    private readonly Histogram<double> _lateness;
    private readonly ConcurrentDictionary<ActorId, QueueMeasure> _queues = new();
    private readonly ConcurrentDictionary<ActorId, AgentMeasure> _agents = new();

    public EngineMetrics(IMeterFactory meters, TimeProvider time)
    {
        var meter = meters.Create(Meter);
        _events = meter.CreateCounter<long>(
            "livechat.conversations.events", "{event}", "Events committed to conversations' logs, by type.");
        _closed = meter.CreateCounter<long>(
            "livechat.conversations.closed", "{conversation}", "Conversations that ended, by reason.");
        _waits = meter.CreateHistogram<double>(
            "livechat.conversations.wait.duration", "s", "From the first entry into a queue to an agent.");
        _lateness = meter.CreateHistogram<double>(
            "livechat.deadlines.lateness", "s", "How late deadlines were committed, by kind.");
        meter.CreateObservableGauge(
            "livechat.queues.waiting", () => _queues.Sum(it => (long)it.Value.Waiting), "{conversation}",
            "Conversations that wait in this process's queues.");
        meter.CreateObservableGauge(
            "livechat.queues.wait.longest", () => Longest(time.GetUtcNow()), "s", "How long the first in line waits.");
        meter.CreateObservableGauge(
            "livechat.agents.online", () => _agents.Count(it => it.Value.Online), "{agent}",
            "Agents of this process with an open stream.");
        meter.CreateObservableGauge(
            "livechat.agents.slots", () => _agents.Sum(it => (long)it.Value.Slots), "{conversation}",
            "Slots in use at this process's agents.");
    }

    /// <summary>A commit of a conversation, with the state before it.</summary>
    public void Committed(Conversation before, IReadOnlyList<ConversationEvent> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            _events.Add(1, new KeyValuePair<string, object?>("type", EventCodec.TypeOf(events[i])));
            if (events[i] is Closed closed)
                _closed.Add(1, new KeyValuePair<string, object?>("reason", Name(closed.Reason)));
            if (events[i] is Assigned or Offered && before is { State: ConversationState.Waiting, QueuedAt: { } since })
                _waits.Record(Math.Max(0, (events[i].At - since).TotalSeconds));
        }
    }

    public void Fired(DeadlineKind kind, TimeSpan late) => _lateness.Record(
        Math.Max(0, late.TotalSeconds), new KeyValuePair<string, object?>("kind", Name(kind)));

    /// <summary>Where a queue's actor stands; null when it goes.</summary>
    public void Stands(ActorId queue, QueueMeasure? measure) => Put(_queues, queue, measure);

    /// <summary>Where an agent's actor stands; null when it goes.</summary>
    public void Stands(ActorId agent, AgentMeasure? measure) => Put(_agents, agent, measure);

    private static void Put<T>(ConcurrentDictionary<ActorId, T> known, ActorId actor, T? measure) where T : struct
    {
        if (measure is { } now) known[actor] = now;
        else known.TryRemove(actor, out _);
    }

    private static string Name<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private double Longest(DateTimeOffset now)
    {
        var oldest = _queues.Min(it => it.Value.Oldest);
        return oldest is { } since && since < now ? (now - since).TotalSeconds : 0;
    }
}

/// <summary><c>Oldest</c> is the time of first entry of whoever waits longest.</summary>
public readonly record struct QueueMeasure(int Waiting, DateTimeOffset? Oldest);

public readonly record struct AgentMeasure(bool Online, int Slots);
