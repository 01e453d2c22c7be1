using System.Collections.Concurrent;
using LiveChat.Contracts.Actors;
using LiveChat.Grains.Wire;

namespace LiveChat.Grains.Actors;

/// <summary>An ask that came to this node; it is answered with an envelope, a refusal too.</summary>
internal sealed class CarriedQuestion(Envelope envelope) : Carried(envelope)
{
    private static readonly ConcurrentDictionary<Type, Type> s_replies = new();

    private readonly TaskCompletionSource<Envelope> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Envelope> Reply => _reply.Task;

    public override bool IsAsk => true;

    public override void Answer(object? reply)
    {
        if (!Fits(reply))
        {
            var given = reply?.GetType().Name ?? "Nothing";
            throw new InvalidCastException($"{given} is no answer to {Message.GetType().Name}.");
        }

        _reply.TrySetResult(new Envelope(EnvelopeKind.Answer, reply));
    }

    public override void Fail(Exception reason) => _reply.TrySetResult(Envelope.Of(reason));

    private bool Fits(object? reply)
    {
        var type = s_replies.GetOrAdd(Message.GetType(), static type => ReplyOf(type));
        return reply is null
            ? !type.IsValueType || Nullable.GetUnderlyingType(type) is not null
            : type.IsInstanceOfType(reply);
    }

    private static Type ReplyOf(Type message) => message.GetInterfaces()
        .Single(it => it.IsGenericType && it.GetGenericTypeDefinition() == typeof(IAsk<>))
        .GetGenericArguments()[0];
}
