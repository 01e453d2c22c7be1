using LiveChat.Storage.Administration;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Deadlines;
using LiveChat.Storage.Erasures;
using LiveChat.Storage.Installation;
using LiveChat.Storage.Outbox;
using LiveChat.Storage.Questionnaires;
using LiveChat.Storage.Queues;

namespace LiveChat.Storage;

/// <summary>
/// Everything the product keeps, in one database. Disposing flushes what was handed in; whatever is called afterwards
/// throws <see cref="StoreUnavailableException"/>.
/// </summary>
public interface IStore : IAsyncDisposable
{
    IConversationStore Conversations { get; }

    IAgentStore Agents { get; }

    IQueueStore Queues { get; }

    IOutboxStore Outbox { get; }

    IAdministrationDatabase Administration { get; }

    IInstallation Installation { get; }

    IDeadlineStore Deadlines { get; }

    IQuestionnaireStore Questionnaires { get; }

    IErasureStore Erasures { get; }

    IStoreHealth Health { get; }
}
