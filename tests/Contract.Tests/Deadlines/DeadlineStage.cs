using LiveChat.Contract.Tests.Stores;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Outbox;
using LiveChat.Contracts.Streams;
using LiveChat.Contracts.Tenants;
using LiveChat.Core.Conversations;
using LiveChat.Core.Phrases;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Queues;
using LiveChat.Core.Rules;
using LiveChat.Embedded.Deterministic;
using LiveChat.Engine;
using LiveChat.Engine.Sweeps;
using LiveChat.Storage.Memory;

namespace LiveChat.Contract.Tests.Deadlines;

/// <summary>
/// The production actors on virtual time, to the microsecond: one contact, one queue with two agents, of whom Ana is
/// online.
/// </summary>
internal sealed class DeadlineStage : IDirectory, IOutboxFeed, IStreamNodes
{
    public static readonly AgentId Ana = Some.Agent(1);
    public static readonly AgentId Ben = Some.Agent(2);

    private static readonly TenantId Tenant = Some.Tenant();
    private static readonly QueueId Queue = Some.Queue();
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<AgentId, StreamId> _streams = [];
    private Sweep _sweep;
    private int _made;

    public DeadlineStage(LiveChatRules rules)
    {
        Rules = rules;
        var tokens = 0;
        var ports = new EnginePorts(
            Store.Conversations, Store.Agents, Store.Queues, this, this, this, Store.Deadlines,
            () => Some.Token(++tokens));
        Engine = new DeterministicEngine(new ActorKinds(ports), seed: 1);
        _sweep = new Sweep(Engine, Store.Conversations, Store.Deadlines);
        Sweep();
        Online(Ana);
    }

    public LiveChatRules Rules { get; set; }

    /// <summary>Of each agent.</summary>
    public int Cap { get; set; } = 1;

    public QuestionnaireCatalogue Questionnaires { get; set; } = QuestionnaireCatalogue.Empty;

    public QuestionnaireRules QuestionnaireRules { get; set; } = new();

    public MemoryStore Store { get; } = new();

    public DeterministicEngine Engine { get; }

    public List<NoticeBody> Notices { get; } = [];

    /// <summary>The ids of <see cref="Notices"/>.</summary>
    public List<NoticeId> Pushed { get; } = [];

    /// <summary>What the last stream that attached was shown.</summary>
    public AgentSnapshot? Snapshot { get; private set; }

    /// <summary>Is run when a queue's rules are read, as they are between a decision and its commit.</summary>
    public Action? RulesRead { get; set; }

    /// <summary>Streams that were told to end.</summary>
    public List<Rejection> Ended { get; } = [];

    public DateTimeOffset Now => Engine.VirtualTime.GetUtcNow();

    private ActorId Thread => ActorId.Of(Tenant, Some.Thread());

    public void Pass(TimeSpan time) => Engine.Advance(time);

    public void Sweep() => Do(() => _sweep.Once());

    /// <summary>
    /// The process dies; its streams with it. It is started again by <see cref="Sweep"/>, or by a message.
    /// </summary>
    public void Crash()
    {
        Engine.CrashProcess();
        _sweep = new Sweep(Engine, Store.Conversations, Store.Deadlines);
        _streams.Clear();
    }

    public void Online(AgentId agent)
    {
        var stream = new StreamId(new Guid(++_made, 0, 0, new byte[8]));
        Do(async () => Snapshot =
            (await Engine.Ask(ActorId.Of(Tenant, agent), new AttachStream(default, stream, null))).Snapshot);
        _streams[agent] = stream;
    }

    /// <summary>Streams are renewed while time passes, as their node does it.</summary>
    public void PassOnline(TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= Patience)
        {
            foreach (var (agent, stream) in _streams)
                Engine.Tell(ActorId.Of(Tenant, agent), new RenewStream(default, stream));
            Pass(left < Patience ? left : Patience);
        }
    }

    /// <summary>As its node does for a stream that has seen so much.</summary>
    public void Renew(AgentId agent, NoticeId seen)
    {
        Engine.Tell(ActorId.Of(Tenant, agent), new RenewStream(default, _streams[agent], seen));
        Engine.RunUntilQuiet();
    }

    public void SetStatus(AgentId agent, string status)
    {
        var set = new SetStatus(status, TakesNew: false, By.Agent(agent));
        Do(async () => Assert.Equal(
            Rejection.None, (await Engine.Ask(ActorId.Of(Tenant, agent), set)).Rejection));
        Engine.RunUntilQuiet();
    }

    public void Drop(AgentId agent)
    {
        Engine.Tell(ActorId.Of(Tenant, agent), new DetachStream(_streams[agent]));
        _streams.Remove(agent);
        Engine.RunUntilQuiet();
    }

    public ConversationId Write(string text = "hola", int thread = 1)
    {
        var mo = new ReceiveMo(
            Some.Thread(thread), Some.Sender(), "+34900", Channel.Sms, $"+34{599 + thread}", Queue, 0, "en", text,
            $"id-{++_made}", null, []);
        ConversationId id = default;
        Do(async () => id = (await Engine.Ask(ActorId.Of(Tenant, Some.Thread(thread)), mo)).Conversation);
        Engine.RunUntilQuiet();
        return id;
    }

    public void Answer(AgentId agent)
    {
        var id = Head().Id;
        var caller = new Caller(By.Agent(agent), agent, MaySupervise: false);
        Do(async () => Assert.Equal(
            Rejection.None, (await Engine.Ask(Thread, new SendText(id, caller, "hello", null))).Rejection));
        Engine.RunUntilQuiet();
    }

    public void Close(AgentId agent)
    {
        var id = Head().Id;
        var caller = new Caller(By.Agent(agent), agent, MaySupervise: false);
        Do(async () => Assert.Equal(
            Rejection.None, (await Engine.Ask(Thread, new CloseConversation(id, caller))).Rejection));
        Engine.RunUntilQuiet();
    }

    /// <summary>As the administration changes rules: durable, with the review they owe, told or not.</summary>
    public void Change(LiveChatRules rules, bool told = true)
    {
        Rules = rules;
        Store.OweReview(Tenant, Queue);
        if (told) Engine.Tell(ActorId.Of(Tenant), new ReviewDeadlines(Queue, 1));
        Engine.RunUntilQuiet();
    }

    public ConversationHead Head() => Store.Conversations.Load(Tenant, Some.Thread()).AsTask().Result!.Head;

    /// <summary>
    /// The whole thread's log in words: types, and the keys of phrases, but for those that only accompany an event.
    /// </summary>
    public IReadOnlyList<string> Log() =>
    [
        .. Events().Select(it => it is PhraseSent phrase ? phrase.Key : it.GetType().Name)
            .Where(it => it is not (PhraseKey.Greeting or PhraseKey.Waiting or PhraseKey.Assigned)),
    ];

    public IEnumerable<ConversationEvent> Events()
    {
        for (var ordinal = 1; ordinal <= Head().Id.Ordinal; ordinal++)
        {
            var id = new ConversationId(Some.Thread(), ordinal);
            foreach (var it in Store.Conversations.Events(Tenant, id, 1, 1_000).AsTask().Result) yield return it.Event;
        }
    }

    ValueTask<TenantEntry?> IDirectory.Tenant(TenantId tenant, CancellationToken cancel) => new(new TenantEntry(
        Tenant, "stage", "Stage", "UTC", "en", 2, LiveChat: true, null, LiveChatSettings.TenantDefault,
        Core.Agents.AgentStatus.BuiltIn)
    {
        Questionnaires = Questionnaires,
        QuestionnaireRules = QuestionnaireRules,
    });

    ValueTask<QueueEntry?> IDirectory.Queue(TenantId tenant, QueueId queue, CancellationToken cancel)
    {
        RulesRead?.Invoke();
        return new(new QueueEntry(
            Tenant, Queue, "Queue", QueueStrategy.LongestIdle, QueueMode.Auto, Rules,
            [
                new QueueMember(Ana, 1, TimeSpan.Zero, Enabled: true, RememberedOnline: false),
                new QueueMember(Ben, 1, TimeSpan.Zero, Enabled: true, RememberedOnline: false),
            ]));
    }

    ValueTask<AgentEntry?> IDirectory.Agent(TenantId tenant, AgentId agent, CancellationToken cancel) =>
        new(new AgentEntry(
            Tenant, agent, "Agent", Enabled: true, Deleted: false, Cap,
            [new AgentMembership(Queue, 1, TimeSpan.Zero, null)]));

    ValueTask<SenderEntry?> IDirectory.Sender(Channel channel, string address, CancellationToken cancel) =>
        new((SenderEntry?)null);

    ValueTask<SenderEntry?> IDirectory.Sender(SenderId sender, CancellationToken cancel) => new((SenderEntry?)null);

    ValueTask<string> IDirectory.Phrase(TenantId tenant, string key, string? language, CancellationToken cancel) =>
        new($"<{key}>");

    void IOutboxFeed.Committed(IReadOnlyList<OutboxMessage> messages)
    {
    }

    void IOutboxFeed.Missed(SenderId sender)
    {
    }

    void IStreamNodes.Push(NodeId node, StreamId stream, Notice notice)
    {
        Pushed.Add(notice.Id);
        Notices.Add(notice.Body);
    }

    void IStreamNodes.End(NodeId node, StreamId stream, Rejection why) => Ended.Add(why);

    private void Do(Func<Task> flow) => Engine.Run(flow, Patience);
}
