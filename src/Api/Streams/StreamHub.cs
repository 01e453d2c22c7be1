using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Caching;
using LiveChat.Storage.Administration.Credentials;
using Microsoft.Extensions.Hosting;

namespace LiveChat.Api.Streams;

/// <summary>
/// Every agent stream that is open at this process. One agent has at most 16: one more ends the oldest, which may be a
/// connection that died unnoticed. They all end when the server stops. One whose session is touched by a change is
/// pinged at once, and so ended when the session is: <see cref="CachedCredentials"/> must have forgotten it before.
/// </summary>
internal sealed class StreamHub : ILocalStreams, IRemembersAdministration, IDisposable
{
    internal const int StreamsPerAgentMax = 16;
    private static readonly TimeSpan _pingEvery = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<StreamId, AgentStream> _streams = new();
    private readonly Dictionary<ActorId, List<AgentStream>> _byAgent = [];
    private readonly Lock _opening = new();
    private readonly CancellationTokenRegistration _stopping;
    private readonly ITimer _pings;
    private volatile bool _stopped;

    public StreamHub(TimeProvider time, IHostApplicationLifetime lifetime, IMeterFactory meters)
    {
        meters.Create("LiveChat.Api").CreateObservableGauge(
            "livechat.streams.open", () => _streams.Count, "{stream}", "Agents' streams that are open here.");
        _pings = time.CreateTimer(static it => ((StreamHub)it!).Ping(), this, _pingEvery, _pingEvery);
        _stopping = lifetime.ApplicationStopping.Register(Stop);
    }

    public NodeId Node { get; } = new(Guid.CreateVersion7());

    /// <summary>
    /// Opens a stream before its agent is asked to attach it, so that nothing pushed meanwhile is lost.
    /// </summary>
    public AgentStream Open(ActorId agent, TokenHash? token = null)
    {
        var stream = new AgentStream(agent, new StreamId(Guid.CreateVersion7()), token);
        _streams[stream.Id] = stream;
        lock (_opening)
        {
            if (!_byAgent.TryGetValue(agent, out var open)) _byAgent.Add(agent, open = []);
            if (open.Count == StreamsPerAgentMax)
            {
                open[0].End();
                open.RemoveAt(0);
            }

            open.Add(stream);
        }

        if (_stopped) stream.End();
        return stream;
    }

    public void Close(AgentStream stream)
    {
        stream.End();
        _streams.TryRemove(stream.Id, out _);
        lock (_opening)
        {
            if (!_byAgent.TryGetValue(stream.Agent, out var open)) return;
            open.Remove(stream);
            if (open.Count == 0) _byAgent.Remove(stream.Agent);
        }
    }

    public void Push(NodeId node, StreamId stream, Notice notice)
    {
        if (node == Node && _streams.TryGetValue(stream, out var open)) open.Offer(notice);
    }

    public void End(NodeId node, StreamId stream, Rejection why)
    {
        if (node == Node && _streams.TryGetValue(stream, out var open)) open.End();
    }

    public void Renew() => Ping();

    public void Forget(Touched touched)
    {
        if (touched.Tokens.Count == 0) return;
        foreach (var (_, stream) in _streams)
        {
            if (stream.Token is { } token && touched.Tokens.Contains(token)) stream.Offer(null);
        }
    }

    public void ForgetAll()
    {
        // The next ping looks at every session, and it is never far.
    }

    public void Dispose()
    {
        _pings.Dispose();
        _stopping.Dispose();
    }

    private void Ping()
    {
        foreach (var (_, stream) in _streams) stream.Offer(null);
    }

    private void Stop()
    {
        _stopped = true;
        foreach (var (_, stream) in _streams) stream.End();
    }
}
