using LiveChat.Core.Primitives;

namespace LiveChat.Contracts.Directory;

/// <summary>
/// The settings in force, as actors and edges read them on each turn: answered from memory, read from the
/// administration tables when first asked or when told that they changed. Null: there is no such thing in that tenant.
/// </summary>
public interface IDirectory
{
    ValueTask<TenantEntry?> Tenant(TenantId tenant, CancellationToken cancel = default);

    ValueTask<QueueEntry?> Queue(TenantId tenant, QueueId queue, CancellationToken cancel = default);

    ValueTask<AgentEntry?> Agent(TenantId tenant, AgentId agent, CancellationToken cancel = default);

    ValueTask<SenderEntry?> Sender(Channel channel, string address, CancellationToken cancel = default);

    ValueTask<SenderEntry?> Sender(SenderId sender, CancellationToken cancel = default);

    /// <summary>
    /// The text of a phrase in the language, else in the tenant's, else the default; empty is not sent.
    /// </summary>
    ValueTask<string> Phrase(TenantId tenant, string key, string? language, CancellationToken cancel = default);
}
