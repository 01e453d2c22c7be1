using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Outbox;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Primitives;
using LiveChat.Grains.Wire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveChat.Grains.Streams;

/// <summary>
/// The way from an agent's actor to the node that holds its stream: to this node directly, to another one through the
/// cluster. It makes this node known, too, and hears what others tell it.
/// </summary>
/// <remarks>
/// A push may be lost or overtaken; the numbers of the notices tell the stream, which has them pushed again.
/// </remarks>
public sealed partial class ClusterStreams(
    IGrainFactory grains, ILocalStreams local, ILocalBell bell, TimeProvider time, ILogger<ClusterStreams> log)
    : BackgroundService, IStreamNodes
{
    /// <summary>A node that has not said for this long that it is there is passed over.</summary>
    internal static readonly TimeSpan AttachedFor = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan s_attachEach = TimeSpan.FromSeconds(5);

    public void Push(NodeId node, StreamId stream, Notice notice)
    {
        if (node == local.Node) local.Push(node, stream, notice);
        else Tell(node, new NoticePushed(stream, notice));
    }

    public void End(NodeId node, StreamId stream, Rejection why)
    {
        if (node == local.Node) local.End(node, stream, why);
        else Tell(node, new StreamEnded(stream, why));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var observer = new Observer(local, bell);
        var reference = grains.CreateObjectReference<INodeObserver>(observer);
        using var ticks = new PeriodicTimer(s_attachEach, time);
        do
        {
            try
            {
                await grains.GetGrain<INodeGrain>(local.Node.Value).Attach(reference);
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotAttached(trouble.Message);
            }
        }
        while (await ticks.WaitForNextTickAsync(stoppingToken));

        // The cluster's runtime holds it weakly.
        GC.KeepAlive(observer);
    }

    private void Tell(NodeId node, IMessage message)
    {
        try
        {
            _ = grains.GetGrain<INodeGrain>(node.Value).Tell(Envelope.Of(message));
        }
        catch (Exception trouble)
        {
            LogNotTold(trouble.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "This node could not make itself known to the cluster: {Trouble}")]
    private partial void LogNotAttached(string trouble);

    [LoggerMessage(2, LogLevel.Debug, "A push to another node did not set out: {Trouble}")]
    private partial void LogNotTold(string trouble);

    private sealed class Observer(ILocalStreams local, ILocalBell bell) : INodeObserver
    {
        public ValueTask Tell(Envelope envelope)
        {
            switch (envelope.Content)
            {
                case NoticePushed it:
                    local.Push(local.Node, it.Stream, it.Notice);
                    break;
                case StreamEnded it:
                    local.End(local.Node, it.Stream, it.Why);
                    break;
                case OutboxRang it:
                    bell.Ring(it.Sender);
                    break;
            }

            return ValueTask.CompletedTask;
        }
    }
}
