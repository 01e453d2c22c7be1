using System.Collections.Immutable;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>One thread's story, as its actor would append it: each step folds its events.</summary>
internal sealed class ThreadScript(int thread, int tenant = 1, int sender = 1, string contact = "+34600111222")
{
    public TenantId Tenant { get; } = Some.Tenant(tenant);

    public ThreadId Thread { get; } = Some.Thread(thread);

    public Conversation State { get; private set; } = Conversation.Empty with { Thread = Some.Thread(thread) };

    public ConversationHead Head => ConversationHead.Of(Tenant, State);

    public Append Open(int at = 0, int queue = 1, SeenKey? seen = null, int? previousAgent = null) => Step(
        seen, null,
        new Opened(
            Some.At(at), By.Contact, State.Ordinal + 1, Some.Sender(sender), "+34900100200", Channel.WhatsApp, contact,
            "es", previousAgent is { } agent ? Some.Agent(agent) : null),
        Received(at, "hola"),
        new Queued(
            Some.At(at), By.System, Some.Queue(queue), 3, Some.At(at), Admitted: false, Excluded: null,
            QueuedReason.New));

    public Append Receive(int at = 1, string text = "¿hay alguien? 👋", SeenKey? seen = null) =>
        Step(seen, null, Received(at, text));

    public Append Admit(int at = 1, long? epoch = null) => Step(
        null, epoch is { } of ? new QueueFence(State.Queue!.Value, of) : null,
        new Admitted(Some.At(at), By.System, State.Queue!.Value));

    public Append Assign(int at = 2, int agent = 1, long epoch = 0) => Step(
        null, new AgentFence(Some.Agent(agent), epoch),
        new Assigned(Some.At(at), By.System, Some.Agent(agent), State.Queue!.Value, Some.Token(agent)));

    public Append Answer(int at = 3, params string[] texts) => Step(
        null, null, [.. texts.Select(text => new MessageSent(Some.At(at), By.Agent(Some.Agent()), text))]);

    public Append Transfer(int at = 4, int queue = 2) => Step(
        null, null,
        new Transferred(
            Some.At(at), By.Agent(Some.Agent()), State.Agent, null, Some.Queue(queue), "ask for the invoice"),
        new Queued(
            Some.At(at), By.Agent(Some.Agent()), Some.Queue(queue), 3, State.QueuedAt!.Value, Admitted: true,
            State.Agent, QueuedReason.Transfer));

    public Append Close(int at = 5) => Step(
        null, null,
        new PhraseSent(Some.At(at), By.System, "closed", "Adiós"),
        new Closed(Some.At(at), By.Agent(Some.Agent()), CloseReason.Agent));

    public Append Step(SeenKey? seen, Fence? fence, params ConversationEvent[] events)
    {
        var first = State.Version + 1;
        State = ConversationFold.Evolve(State, events);
        ImmutableArray<OutboxMessage> outbox =
        [
            .. events.Index().Where(it => MtText.Of(it.Item) is not null).Select(it => new OutboxMessage(
                Tenant, new MessageId(Thread, first + it.Index), State.Id, State.Sender, State.Channel,
                State.SenderAddress, State.Contact,
                MtText.Of(it.Item)!, [], it.Item.At, 0, it.Item.At)),
        ];
        return new Append(Tenant, Thread, first, [.. events], Head, seen, fence, outbox);
    }

    private static MessageReceived Received(int at, string text) => new(
        Some.At(at), By.Contact, text, "provider-1", Some.At(at),
        [new AttachmentRef("https://files.test/1", "image/png", null)]);
}
