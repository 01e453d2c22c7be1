using System.Collections.Immutable;
using System.Diagnostics;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Engine.Actors;
using LiveChat.Storage.Conversations;

namespace LiveChat.Engine.Conversations;

/// <summary>One commit of a thread: what it writes, and who is told of it afterwards.</summary>
internal readonly struct ConversationStep
{
    private readonly TenantId _tenant;
    private readonly Conversation _before;
    private readonly Conversation _after;
    private readonly ImmutableArray<ConversationEvent> _events;
    private readonly ConversationHead _head;
    private readonly ImmutableArray<OutboxMessage> _outbox;

    public ConversationStep(
        TenantId tenant, Conversation before, Conversation after, ImmutableArray<ConversationEvent> events)
    {
        _tenant = tenant;
        _before = before;
        _after = after;
        _events = events;
        _head = ConversationHead.Of(tenant, after);
        _outbox = OutboxOf(tenant, before.Version + 1, after, events);
    }

    private long FirstVersion => _before.Version + 1;

    public Append ToAppend(SeenKey? seen, Fence? fence, DeadlineMark? deadline) =>
        new(_tenant, _after.Thread, FirstVersion, _events, _head, seen, fence, _outbox, deadline);

    public void TellOthers(IActorContext context, IOutboxFeed outbox)
    {
        var told = new ConversationAdvanced(_head, FirstVersion, _events);
        TellQueues(context, told);
        var had = _before.FillsSlot ? _before.Agent : null;
        var has = _after.FillsSlot ? _after.Agent : null;
        if (had is { } former) context.Tell(ActorId.Of(_tenant, former), told);
        if (has is { } present && present != had) context.Tell(ActorId.Of(_tenant, present), told);
        if (!_outbox.IsEmpty) outbox.Committed(_outbox);
    }

    private void TellQueues(IActorContext context, ConversationAdvanced told)
    {
        var same = _before.StateVersion == _after.StateVersion && _before.Priority == _after.Priority
            && _before.Language == _after.Language;
        if (same) return;
        var left = _before.State == ConversationState.Waiting ? _before.Queue : null;
        var entered = _after.State == ConversationState.Waiting ? _after.Queue : null;
        if (left is { } former) context.Tell(ActorId.Of(_tenant, former), told);
        if (entered is { } present && present != left) context.Tell(ActorId.Of(_tenant, present), told);
    }

    private static ImmutableArray<OutboxMessage> OutboxOf(
        TenantId tenant, long firstVersion, Conversation after, ImmutableArray<ConversationEvent> events)
    {
        var messages = ImmutableArray<OutboxMessage>.Empty;
        for (var i = 0; i < events.Length; i++)
        {
            if (MtText.Of(events[i]) is not { } text) continue;
            var id = new MessageId(after.Thread, firstVersion + i);
            messages = messages.Add(new OutboxMessage(
                tenant, id, after.Id, after.Sender, after.Channel, after.SenderAddress, after.Contact, text, [],
                events[i].At, Attempts: 0, NextAttemptAt: events[i].At)
            {
                Cause = Activity.Current?.Context ?? default,
            });
        }

        return messages;
    }
}
