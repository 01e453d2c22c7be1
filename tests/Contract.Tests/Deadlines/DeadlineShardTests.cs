using LiveChat.Contract.Tests.Stores;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Deadlines;
using LiveChat.Core.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Embedded.Deterministic;
using LiveChat.Engine;
using LiveChat.Engine.Actors;
using LiveChat.Engine.Deadlines;
using LiveChat.Storage.Deadlines;
using LiveChat.Storage.Memory;

namespace LiveChat.Contract.Tests.Deadlines;

/// <summary>A shard of which one tenant has more due than fit, in conversations that never answer.</summary>
public sealed class DeadlineShardTests
{
    private const int Flood = PendingDeadlines.HeldMax + 5_000;

    private static readonly TenantId Flooding = Some.Tenant(1);
    private static readonly TenantId Quiet = Some.Tenant(2);
    private static readonly TimeSpan LateMax = TimeSpan.FromMilliseconds(100);

    private readonly VirtualTime _time = new();
    private readonly Dictionary<ConversationId, DateTimeOffset> _wokenAt = [];
    private readonly DeterministicEngine _engine;

    public DeadlineShardTests()
    {
        var start = _time.GetUtcNow();
        var rows = Enumerable.Range(1, Flood)
            .Select(it => new ArmedDeadline(Flooding, Conversation(it), start.AddMicroseconds(100 * it)))
            .Append(new ArmedDeadline(Quiet, Conversation(Flood + 1), start.AddSeconds(5)));
        var memory = new MemoryStore();
        var ports = new EnginePorts(
            memory.Conversations, memory.Agents, memory.Queues, null!, null!, null!, new Rows([.. rows]),
            () => Some.Token());
        _engine = new DeterministicEngine(new Kinds(ports, _wokenAt), seed: 1, _time);
    }

    [Fact]
    public void Anothers_row_behind_all_of_those_is_found_and_woken_at_its_time()
    {
        var due = _time.GetUtcNow().AddSeconds(5);
        Begin();
        _engine.Advance(TimeSpan.FromSeconds(7));
        Assert.InRange(_wokenAt[Conversation(Flood + 1)], due, due + LateMax);
    }

    [Fact]
    public void Who_arms_anew_for_a_time_soon_is_woken_at_it()
    {
        Begin();
        _engine.Advance(TimeSpan.FromSeconds(3));
        var due = _time.GetUtcNow().AddSeconds(1);
        _engine.Tell(Shard, new DeadlineArmed(Quiet, Conversation(Flood + 2), due));
        _engine.Advance(TimeSpan.FromSeconds(2));
        Assert.InRange(_wokenAt[Conversation(Flood + 2)], due, due + LateMax);
    }

    private static ActorId Shard => ActorId.OfDeadlines(0);

    private static ConversationId Conversation(int number) => new(Some.Thread(number), 1);

    /// <summary>Any message brings the actor to life.</summary>
    private void Begin() => _engine.Tell(Shard, new DeadlineArmed(Quiet, Conversation(Flood + 3), null));

    private sealed class Kinds(EnginePorts ports, Dictionary<ConversationId, DateTimeOffset> wokenAt) : IActorKinds
    {
        private readonly ActorKinds _kinds = new(ports);

        public ActorKindTraits Traits(ActorKind kind) => _kinds.Traits(kind);

        public Actor Create(ActorId id) =>
            id.Kind == ActorKind.Deadline ? new DeadlineActor(ports) : new Silent(wokenAt);
    }

    /// <summary>A conversation that notes when it was woken first, and never answers.</summary>
    private sealed class Silent(Dictionary<ConversationId, DateTimeOffset> wokenAt) : Actor
    {
        public override ValueTask<object?> Receive(IMessage message)
        {
            wokenAt.TryAdd(((DeadlineDue)message).Conversation, Now);
            return new((object?)null);
        }
    }

    /// <summary>Rows in the order of their times, which nobody changes.</summary>
    private sealed class Rows(ArmedDeadline[] rows) : IDeadlineStore
    {
        private readonly Dictionary<ConversationId, int> _places =
            rows.Select((row, place) => (row.Conversation, place)).ToDictionary();

        public ValueTask<IReadOnlyList<ArmedDeadline>> Armed(
            int shard, DateTimeOffset until, ArmedDeadline? after, int limit, CancellationToken cancel = default)
        {
            var from = after is { } last ? _places[last.Conversation] + 1 : 0;
            return new((IReadOnlyList<ArmedDeadline>)
                [.. rows.Skip(from).Take(limit).TakeWhile(row => row.At <= until)]);
        }

        public ValueTask<bool> Move(
            TenantId tenant, ConversationId conversation, long version, DateTimeOffset? at,
            CancellationToken cancel = default) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<(TenantId Tenant, AgentId Agent)>> AgentsWithSlots(
            CancellationToken cancel = default) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<DeadlineReview>> Reviews(int limit, CancellationToken cancel = default) =>
            throw new NotSupportedException();

        public ValueTask EndReview(DeadlineReview review, CancellationToken cancel = default) =>
            throw new NotSupportedException();
    }
}
