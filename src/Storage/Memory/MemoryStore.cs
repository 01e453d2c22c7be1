using LiveChat.Core.Primitives;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Deadlines;
using LiveChat.Storage.Installation;
using LiveChat.Storage.Outbox;
using LiveChat.Storage.Questionnaires;
using LiveChat.Storage.Queues;

namespace LiveChat.Storage.Memory;

/// <summary>
/// The same promises in memory, for the simulation and for fast tests: one lock, every call answered at once. What
/// would be durable lives as long as this object.
/// </summary>
public sealed class MemoryStore
{
    private readonly MemoryTables _tables = new();

    public MemoryStore()
    {
        Conversations = new MemoryConversationStore(_tables);
        Agents = new MemoryAgentStore(_tables);
        Queues = new MemoryQueueStore(_tables);
        Outbox = new MemoryOutboxStore(_tables);
        Installation = new MemoryInstallation(_tables);
        Deadlines = new MemoryDeadlineStore(_tables);
        Questionnaires = new MemoryQuestionnaireStore(_tables);
    }

    public IConversationStore Conversations { get; }

    public IAgentStore Agents { get; }

    public IQueueStore Queues { get; }

    public IOutboxStore Outbox { get; }

    public IInstallation Installation { get; }

    public IDeadlineStore Deadlines { get; }

    public IQuestionnaireStore Questionnaires { get; }

    /// <summary>What the administration does when an agent is disabled or deleted.</summary>
    public void Retire(TenantId tenant, AgentId agent) => SetGone(tenant, agent, gone: true);

    /// <summary>What it does when an agent is created or enabled.</summary>
    public void Restore(TenantId tenant, AgentId agent) => SetGone(tenant, agent, gone: false);

    /// <summary>What it does with a change of rules.</summary>
    public void OweReview(TenantId tenant, QueueId? queue)
    {
        lock (_tables.Lock)
            _tables.Reviews[(tenant, queue)] = _tables.Reviews.GetValueOrDefault((tenant, queue)) + 1;
    }

    private void SetGone(TenantId tenant, AgentId agent, bool gone)
    {
        lock (_tables.Lock)
        {
            var row = _tables.Agents.GetValueOrDefault((tenant, agent), MemoryAgent.New).Row;
            _tables.Agents[(tenant, agent)] = new MemoryAgent(row with { Epoch = row.Epoch + 1 }, gone);
        }
    }
}
