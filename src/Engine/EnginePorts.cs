using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Outbox;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Primitives;
using LiveChat.Engine.Measures;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Deadlines;
using LiveChat.Storage.Queues;

namespace LiveChat.Engine;

/// <summary>Everything the actors reach outside themselves.</summary>
/// <param name="NextToken">A new, never repeated token; seeded in the simulation.</param>
/// <param name="Metrics">Null where nobody measures.</param>
public sealed record EnginePorts(
    IConversationStore Conversations, IAgentStore Agents, IQueueStore Queues, IDirectory Directory,
    IOutboxFeed Outbox, IStreamNodes Streams, IDeadlineStore Deadlines, Func<ReservationToken> NextToken,
    EngineMetrics? Metrics = null);
