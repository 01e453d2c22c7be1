using LiveChat.Contracts.Actors;
using LiveChat.Engine.Actors;
using LiveChat.Engine.Agents;
using LiveChat.Engine.Conversations;
using LiveChat.Engine.Deadlines;
using LiveChat.Engine.Queues;
using LiveChat.Engine.Tenants;

namespace LiveChat.Engine;

/// <summary>The actors of the product, for any engine.</summary>
public sealed class ActorKinds(EnginePorts ports) : IActorKinds
{
    private static readonly ActorKindTraits Tenants = new(MailboxMax: 1_000, IdleAfter: TimeSpan.FromMinutes(10));
    private static readonly ActorKindTraits Queues = new(MailboxMax: 200_000, IdleAfter: null);
    private static readonly ActorKindTraits Agents = new(MailboxMax: 20_000, IdleAfter: null);
    private static readonly ActorKindTraits Conversations = new(MailboxMax: 500, IdleAfter: TimeSpan.FromMinutes(2));

    private static readonly ActorKindTraits Deadlines = new(MailboxMax: 200_000, IdleAfter: null);

    public ActorKindTraits Traits(ActorKind kind) => kind switch
    {
        ActorKind.Tenant => Tenants,
        ActorKind.Queue => Queues,
        ActorKind.Agent => Agents,
        ActorKind.Conversation => Conversations,
        ActorKind.Deadline => Deadlines,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind nobody runs."),
    };

    public Actor Create(ActorId id) => id.Kind switch
    {
        ActorKind.Tenant => new TenantActor(ports),
        ActorKind.Queue => new QueueActor(ports),
        ActorKind.Agent => new AgentActor(ports),
        ActorKind.Conversation => new ConversationActor(ports),
        ActorKind.Deadline => new DeadlineActor(ports),
        _ => throw new ArgumentOutOfRangeException(nameof(id), id, "A kind nobody runs."),
    };
}
