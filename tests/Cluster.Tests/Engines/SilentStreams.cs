using LiveChat.Contracts.Streams;
using LiveChat.Core.Primitives;

namespace LiveChat.Cluster.Tests.Engines;

/// <summary>A node that no agent has a stream at.</summary>
internal sealed class SilentStreams : ILocalStreams
{
    public NodeId Node { get; } = new(Guid.CreateVersion7());

    public void Push(NodeId node, StreamId stream, Notice notice)
    {
    }

    public void End(NodeId node, StreamId stream, Rejection why)
    {
    }

    public void Renew()
    {
    }
}
