using System.Collections.Concurrent;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Primitives;
using Microsoft.Extensions.Hosting;

namespace LiveChat.Api.Streams;

/// <summary>Every agent stream that is open at this process. It ends them all when the server stops.</summary>
internal sealed class StreamHub : IStreamNodes, IDisposable
{
    private static readonly TimeSpan _pingEvery = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<StreamId, AgentStream> _streams = new();
    private readonly CancellationTokenRegistration _stopping;
    private readonly ITimer _pings;
    private volatile bool _stopped;

    public StreamHub(TimeProvider time, IHostApplicationLifetime lifetime)
    {
        _pings = time.CreateTimer(static it => ((StreamHub)it!).Ping(), this, _pingEvery, _pingEvery);
        _stopping = lifetime.ApplicationStopping.Register(Stop);
    }

    public NodeId Node { get; } = new(Guid.CreateVersion7());

    /// <summary>
    /// Opens a stream before its agent is asked to attach it, so that nothing pushed meanwhile is lost.
    /// </summary>
    public AgentStream Open()
    {
        var stream = new AgentStream(new StreamId(Guid.CreateVersion7()));
        _streams[stream.Id] = stream;
        if (_stopped) stream.End();
        return stream;
    }

    public void Close(AgentStream stream)
    {
        stream.End();
        _streams.TryRemove(stream.Id, out _);
    }

    public void Push(NodeId node, StreamId stream, Notice notice)
    {
        if (node == Node && _streams.TryGetValue(stream, out var open)) open.Offer(notice);
    }

    public void End(NodeId node, StreamId stream, Rejection why)
    {
        if (node == Node && _streams.TryGetValue(stream, out var open)) open.End();
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
