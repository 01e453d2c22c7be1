using LiveChat.Core.Primitives;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Deadlines;
using LiveChat.Storage.Installation;
using LiveChat.Storage.Outbox;
using LiveChat.Storage.Questionnaires;
using LiveChat.Storage.Queues;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>An implementation of the store's interfaces, with an empty store of its own.</summary>
public abstract class StoreUnderTest
{
    public abstract IConversationStore Conversations { get; }

    public abstract IAgentStore Agents { get; }

    public abstract IQueueStore Queues { get; }

    public abstract IOutboxStore Outbox { get; }

    public abstract IInstallation Installation { get; }

    public abstract IDeadlineStore Deadlines { get; }

    public abstract IQuestionnaireStore Questionnaires { get; }

    public abstract Task Open();

    public abstract Task Close();

    /// <summary>What the administration does when it disables an agent.</summary>
    public abstract Task Retire(TenantId tenant, AgentId agent);

    public abstract Task Restore(TenantId tenant, AgentId agent);

    /// <summary>What it does with a change of rules.</summary>
    public abstract Task OweReview(TenantId tenant, QueueId? queue);
}

/// <summary>Opens the store before each test, and closes it after.</summary>
public abstract class StoreContract<TStore> : IAsyncLifetime where TStore : StoreUnderTest, new()
{
    protected StoreUnderTest Store { get; } = new TStore();

    public Task InitializeAsync() => Store.Open();

    public Task DisposeAsync() => Store.Close();

    protected async Task Appended(Append append) =>
        Assert.Equal(AppendOutcome.Appended, (await Store.Conversations.Append(append)).Outcome);
}
