using System.Diagnostics.Metrics;
using LiveChat.Channels.Generic;
using LiveChat.Channels.Kannel;
using LiveChat.Channels.Outbox;
using LiveChat.Channels.Outgoing;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Memory;
using LiveChat.Storage.Outbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Channels.Tests.Support;

/// <summary>The dispatcher with its real adapters, over the memory store, for senders that a test makes.</summary>
public sealed class Outlet : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    public static readonly TenantId Tenant = new(new Guid("11111111-0000-0000-0000-000000000001"));
    public static readonly AgentId Agent = new(new Guid("22222222-0000-0000-0000-000000000001"));

    private readonly TestDirectory _directory;
    private readonly DeliveryRecorder _recorder;
    private readonly HttpMessageInvoker _http = new(GuardedConnections.Create(new AddressPolicy(true, [])));
    private readonly Dictionary<ThreadId, long> _versions;

    public Outlet(Outlet? former = null, TimeProvider? clock = null, ISenderDesk? desks = null)
    {
        Store = former?.Store ?? new MemoryStore();
        Time = former?.Time ?? new WatchedTime();
        _directory = former?._directory ?? new TestDirectory();
        _versions = former?._versions ?? [];
        var time = clock ?? Time;
        _recorder = new DeliveryRecorder(Store.Outbox, new Lazy<IActors>(Actors));
        Reports = new WatchedReports(_recorder);
        var carrier = new Carrier(
            _directory, new CallbackAdapter(_http, time),
            new KannelAdapter(_http, new KannelHookUrls("http://127.0.0.1:1"), time), time,
            new OutboxMetrics(new Meters()), NullLogger<Carrier>.Instance);
        Dispatcher = new OutboxDispatcher(
            Store.Outbox, Reports, carrier, Bell, time, NullLogger<OutboxDispatcher>.Instance,
            desks is null ? null : new Lazy<ISenderDesk>(desks));
    }

    public MemoryStore Store { get; }

    public WatchedTime Time { get; }

    public OutboxDispatcher Dispatcher { get; }

    public OutboxBell Bell { get; } = new();

    public WatchedReports Reports { get; }

    public ToldActors Actors { get; } = new();

    public SenderEntry AddSender(Delivery delivery) => _directory.Add(delivery);

    public SenderEntry AddCallback(Receiver receiver) => AddSender(new CallbackDelivery($"{receiver.Url}/mt", Secret));

    public void Change(SenderEntry sender) => _directory.Senders[sender.Id] = sender;

    public void Remove(SenderEntry sender) => _directory.Senders.TryRemove(sender.Id, out _);

    /// <summary>Starts the dispatcher; what is queued already is found.</summary>
    public async Task Start()
    {
        await Dispatcher.StartAsync(CancellationToken.None);
        Time.Advance(TimeSpan.Zero);
    }

    public static ThreadId Thread(int n) => new(new Guid(n, 7, 7, [0, 0, 0, 0, 0, 0, 0, 0]));

    /// <summary>Puts an MT on disk; the dispatcher is not told.</summary>
    public async Task<OutboxMessage> Write(SenderEntry sender, int thread, string text)
    {
        var id = Thread(thread);
        var now = Time.GetUtcNow();
        var version = _versions.GetValueOrDefault(id) + 1;
        var opened = version == 1;
        ConversationEvent sent = new MessageSent(now, By.Agent(Agent), text);
        if (opened) version++;
        _versions[id] = version;
        var message = new OutboxMessage(
            Tenant, new MessageId(id, version), new ConversationId(id, 1), sender.Id, sender.Channel, sender.Address,
            "+34600111222", text, [], now, 0, now);
        var head = Head(sender, message, version);
        var first = new Opened(
            now, By.Contact, 1, sender.Id, sender.Address, sender.Channel, message.To, null, null);
        var result = await Store.Conversations.Append(new Append(
            Tenant, id, opened ? 1 : version, opened ? [first, sent] : [sent], head, null, null, [message]));
        Assert.Equal(AppendOutcome.Appended, result.Outcome);
        return message;
    }

    /// <summary>Puts an MT on disk and tells the dispatcher.</summary>
    public async Task<OutboxMessage> Send(SenderEntry sender, int thread, string text)
    {
        var message = await Write(sender, thread, text);
        Dispatcher.Committed([message]);
        return message;
    }

    public async Task<DeliveryStanding> Standing(OutboxMessage message) => (await Store.Outbox.Standing(
        Tenant, message.Conversation, message.Id.Version, message.Id.Version)).Single();

    public async ValueTask DisposeAsync()
    {
        await Dispatcher.StopAsync(new CancellationToken(canceled: true));
        await _recorder.DisposeAsync();
        Dispatcher.Dispose();
        _http.Dispose();
    }

    private static ConversationHead Head(SenderEntry sender, OutboxMessage message, long version) => new()
    {
        Tenant = Tenant,
        Id = message.Conversation,
        Version = version,
        FirstVersion = 1,
        StateVersion = 1,
        State = ConversationState.Assigned,
        Agent = Agent,
        Sender = sender.Id,
        SenderAddress = sender.Address,
        Channel = sender.Channel,
        Contact = message.To,
        OpenedAt = message.At,
    };

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
        }
    }
}
