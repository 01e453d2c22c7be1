using System.Collections.Concurrent;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;

namespace LiveChat.Channels.Outbox;

/// <summary>
/// One task for each sender that somebody waits for, however many wait; a ring without waiters costs nothing.
/// </summary>
public sealed class OutboxBell : ILocalBell
{
    private readonly ConcurrentDictionary<SenderId, TaskCompletionSource> _waiting = new();

    public Task NextRing(SenderId sender) => _waiting.GetOrAdd(
        sender, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Ring(SenderId sender)
    {
        if (_waiting.TryRemove(sender, out var waiting)) waiting.TrySetResult();
    }
}
