using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Directory;

namespace LiveChat.Api.Mo;

/// <summary>
/// Finds the thread of an MO and asks its actor to take it. Everything but the commit is answered from memory.
/// </summary>
internal sealed class MoEntry(IActors actors, IDirectory directory, ThreadIds threads, TimeProvider time) : IMoEntry
{
    public async ValueTask<MoAnswer> Receive(IncomingMo mo, CancellationToken cancel = default)
    {
        var sender = await directory.Sender(mo.Channel, mo.Sender, cancel);
        if (sender is null || sender.Tenant != mo.Tenant) return new MoAnswer(MoOutcome.SenderUnknown);
        var tenant = await directory.Tenant(mo.Tenant, cancel);
        if (tenant is not { LiveChat: true }) return new MoAnswer(MoOutcome.LiveChatOff);
        var thread = await threads.Of(mo.Tenant, sender.Id, mo.Contact, cancel);
        var sentAt = mo.SentAt is { } given && given <= time.GetUtcNow() ? given : (DateTimeOffset?)null;
        var reply = await actors.Ask(
            ActorId.Of(mo.Tenant, thread),
            new ReceiveMo(
                thread, sender.Id, sender.Address, sender.Channel, mo.Contact, sender.Queue, sender.Priority,
                tenant.Language, mo.Text, mo.ProviderId, sentAt, mo.Attachments),
            cancel);
        return new MoAnswer(reply.Duplicate ? MoOutcome.Duplicate : MoOutcome.Accepted, reply.Conversation);
    }
}
