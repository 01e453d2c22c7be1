using System.Collections.Concurrent;
using LiveChat.Contracts.Actors;

namespace LiveChat.Channels.Tests.Support;

/// <summary>Keeps what actors were told.</summary>
public sealed class ToldActors : IActors
{
    public ConcurrentQueue<(ActorId To, IMessage Message)> Told { get; } = [];

    public ValueTask<TReply> Ask<TReply>(ActorId to, IAsk<TReply> message, CancellationToken cancel = default) =>
        throw new NotSupportedException();

    public void Tell(ActorId to, IMessage message) => Told.Enqueue((to, message));
}
