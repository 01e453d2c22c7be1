using LiveChat.Core.Primitives;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Deadlines;
using LiveChat.Storage.Installation;
using LiveChat.Storage.Memory;
using LiveChat.Storage.Outbox;
using LiveChat.Storage.Questionnaires;
using LiveChat.Storage.Queues;

namespace LiveChat.Contract.Tests.Stores;

public sealed class MemoryUnderTest : StoreUnderTest
{
    private readonly MemoryStore _store = new();

    public override IConversationStore Conversations => _store.Conversations;

    public override IAgentStore Agents => _store.Agents;

    public override IQueueStore Queues => _store.Queues;

    public override IOutboxStore Outbox => _store.Outbox;

    public override IInstallation Installation => _store.Installation;

    public override IDeadlineStore Deadlines => _store.Deadlines;

    public override IQuestionnaireStore Questionnaires => _store.Questionnaires;

    public override Task Open() => Task.CompletedTask;

    public override Task Close() => Task.CompletedTask;

    public override Task Retire(TenantId tenant, AgentId agent)
    {
        _store.Retire(tenant, agent);
        return Task.CompletedTask;
    }

    public override Task Restore(TenantId tenant, AgentId agent)
    {
        _store.Restore(tenant, agent);
        return Task.CompletedTask;
    }

    public override Task OweReview(TenantId tenant, QueueId? queue)
    {
        _store.OweReview(tenant, queue);
        return Task.CompletedTask;
    }
}
