using LiveChat.Core.Primitives;

namespace LiveChat.Contracts.Actors;

public enum ActorKind : byte
{
    Tenant = 1,
    Queue = 2,
    Agent = 3,
    Conversation = 4,
    Deadline = 5,
}

/// <summary>The address of an actor: its kind and its key, which begins with the tenant.</summary>
public readonly record struct ActorId(ActorKind Kind, TenantId Tenant, Guid Key)
{
    public static ActorId Of(TenantId tenant) => new(ActorKind.Tenant, tenant, tenant.Value);

    public static ActorId Of(TenantId tenant, QueueId queue) => new(ActorKind.Queue, tenant, queue.Value);

    public static ActorId Of(TenantId tenant, AgentId agent) => new(ActorKind.Agent, tenant, agent.Value);

    public static ActorId Of(TenantId tenant, ThreadId thread) => new(ActorKind.Conversation, tenant, thread.Value);

    /// <summary>A shard of deadlines, of no tenant; see <see cref="Deadlines.DeadlineShard"/>.</summary>
    public static ActorId OfDeadlines(int shard) =>
        new(ActorKind.Deadline, default, new Guid(shard, 0, 0, new byte[8]));

    public override string ToString() => $"{Kind}/{Tenant}/{Key:N}";
}
