using LiveChat.Contracts.Actors;
using LiveChat.Core.Primitives;
using LiveChat.Engine.Actors;

namespace LiveChat.Contract.Tests.Engines;

/// <summary>Makes probes. Conversations are collected, queues kept alive, agents have a tiny mailbox.</summary>
internal sealed class Stage : IActorKinds
{
    public const int TinyMailbox = 2;

    public static readonly TimeSpan IdleAfter = TimeSpan.FromSeconds(60);

    private static readonly TenantId Tenant = new(new Guid(1, 0, 0, new byte[8]));
    private int _created;

    public Func<Probe, ValueTask> OnActivate { get; set; } = _ => ValueTask.CompletedTask;

    public Func<Probe, ValueTask> OnDeactivate { get; set; } = _ => ValueTask.CompletedTask;

    public Func<Probe, bool> MayPassivate { get; set; } = _ => true;

    public Func<Probe, bool> IsOver { get; set; } = _ => false;

    public static ActorId Conversation(int number) => new(ActorKind.Conversation, Tenant, Key(number));

    public static ActorId KeptAlive(int number) => new(ActorKind.Queue, Tenant, Key(number));

    public static ActorId Tiny(int number) => new(ActorKind.Agent, Tenant, Key(number));

    public ActorKindTraits Traits(ActorKind kind) => kind switch
    {
        ActorKind.Queue => new ActorKindTraits(100_000, null),
        ActorKind.Agent => new ActorKindTraits(TinyMailbox, IdleAfter),
        _ => new ActorKindTraits(100_000, IdleAfter),
    };

    public Actor Create(ActorId id) => new Probe(this, Interlocked.Increment(ref _created));

    private static Guid Key(int number) => new(number, 7, 7, new byte[8]);
}
