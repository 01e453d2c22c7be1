using System.Threading.Channels;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Api.Streams;

/// <summary>
/// One open stream: a bounded buffer between the agent's actor and the connection. When the buffer is full the stream
/// is ended after what it holds, so that the client comes again and is given what it missed.
/// </summary>
internal sealed class AgentStream(ActorId agent, StreamId id, TokenHash? token = null)
{
    private const int BufferMax = 1_024;

    private readonly Channel<Notice?> _buffer = System.Threading.Channels.Channel.CreateBounded<Notice?>(
        new BoundedChannelOptions(BufferMax) { SingleReader = true });

    public ActorId Agent => agent;

    public StreamId Id => id;

    /// <summary>Of the session that opened it.</summary>
    public TokenHash? Token => token;

    /// <summary>
    /// What is to be sent, in order; null is a ping, before which the session is looked at again. It completes when the
    /// stream is to end.
    /// </summary>
    public ChannelReader<Notice?> Items => _buffer.Reader;

    public void Offer(Notice? notice)
    {
        if (!_buffer.Writer.TryWrite(notice)) End();
    }

    public void End() => _buffer.Writer.TryComplete();
}
