using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Questionnaires;

namespace LiveChat.Storage.Memory;

/// <summary>The rows of the in-memory store. Who touches them holds <see cref="Lock"/>.</summary>
internal sealed class MemoryTables
{
    public readonly Lock Lock = new();
    public readonly Dictionary<ThreadId, MemoryThread> Threads = [];
    public readonly Dictionary<(TenantId, SeenKey), SeenAnswer> Seen = [];
    public readonly Dictionary<(TenantId, AgentId), MemoryAgent> Agents = [];
    public readonly Dictionary<(TenantId, QueueId), long> Queues = [];
    public readonly SortedDictionary<(ThreadId Thread, long Version), MemoryDelivery> Outbox = [];
    public readonly Dictionary<string, byte[]> Installation = [];
    public readonly Dictionary<ConversationId, (TenantId Tenant, DateTimeOffset At)> Deadlines = [];
    public readonly Dictionary<(TenantId, QueueId?), long> Reviews = [];
    public readonly Dictionary<(ThreadId, long), (TenantId Tenant, QuestionnaireRun Run)> Runs = [];

    public IEnumerable<ConversationHead> Heads => Threads.Values.SelectMany(thread => thread.Heads);

    public void SetDeadline(TenantId tenant, ConversationId conversation, DateTimeOffset? at)
    {
        if (at is { } armed) Deadlines[conversation] = (tenant, armed);
        else Deadlines.Remove(conversation);
    }

    public MemoryThread? Thread(TenantId tenant, ThreadId thread) =>
        Threads.TryGetValue(thread, out var known) && known.Tenant == tenant ? known : null;
}

/// <summary>Version v is <c>Events[v - 1]</c>, the conversation of ordinal o is <c>Heads[o - 1]</c>.</summary>
internal sealed class MemoryThread(TenantId tenant)
{
    public readonly TenantId Tenant = tenant;
    public readonly List<ConversationEvent> Events = [];
    public readonly List<ConversationHead> Heads = [];
}

internal sealed record MemoryAgent(AgentRow Row, bool Gone)
{
    public static readonly MemoryAgent New = new(AgentRow.New, Gone: false);
}

internal sealed class MemoryDelivery(OutboxMessage message)
{
    public OutboxMessage Message = message;
    public DeliveryState State = DeliveryState.Queued;
    public string? Code;
    public DateTimeOffset StateAt = message.At;
    public bool GivenUp;
}
