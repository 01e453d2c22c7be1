using System.Collections.Concurrent;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;

namespace LiveChat.Channels.Tests.Support;

/// <summary>Knows senders and nothing else.</summary>
public sealed class TestDirectory : IDirectory
{
    public ConcurrentDictionary<SenderId, SenderEntry> Senders { get; } = [];

    public SenderEntry Add(Delivery delivery)
    {
        var n = Senders.Count + 1;
        var sender = new SenderEntry(
            Outlet.Tenant, new SenderId(new Guid(n, 1, 1, [0, 0, 0, 0, 0, 0, 0, 0])), $"+3490010020{n}", Channel.Sms,
            default, 0, delivery);
        Senders[sender.Id] = sender;
        return sender;
    }

    public ValueTask<SenderEntry?> Sender(SenderId sender, CancellationToken cancel = default) =>
        new(Senders.GetValueOrDefault(sender));

    public ValueTask<SenderEntry?> Sender(Channel channel, string address, CancellationToken cancel) =>
        new(Senders.Values.FirstOrDefault(it => it.Channel == channel && it.Address == address));

    public ValueTask<TenantEntry?> Tenant(TenantId tenant, CancellationToken cancel = default) =>
        throw new NotSupportedException();

    public ValueTask<QueueEntry?> Queue(TenantId tenant, QueueId queue, CancellationToken cancel = default) =>
        throw new NotSupportedException();

    public ValueTask<AgentEntry?> Agent(TenantId tenant, AgentId agent, CancellationToken cancel = default) =>
        throw new NotSupportedException();

    public ValueTask<string> Phrase(
        TenantId tenant, string key, string? language, CancellationToken cancel = default) =>
        throw new NotSupportedException();
}
