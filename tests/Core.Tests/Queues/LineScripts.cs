using System.Collections.Immutable;
using LiveChat.Core.Hours;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;

namespace LiveChat.Core.Tests.Queues;

/// <summary>
/// Makes scripts for a small queue: few agents and conversations, so that all of them meet. What a conversation's row
/// or an agent's news says at one version is always the same, as in life.
/// </summary>
internal sealed class LineScripts(int seed)
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private const int Agents = 5;
    private const int Conversations = 9;

    private readonly Random _random = new(seed);

    public static AgentId Agent(int number) => new(new Guid(number, 0, 0, new byte[8]));

    public static ConversationId Conversation(int number) => new(new ThreadId(new Guid(number, 0, 0, new byte[8])), 1);

    public static ReservationToken Token(int number) => new(new Guid(number, 0, 0, new byte[8]));

    /// <summary>A source of tokens 1, 2, 3…</summary>
    public static Func<ReservationToken> Tokens()
    {
        var last = 0;
        return () => Token(++last);
    }

    public IReadOnlyList<LineStep> Next(int length) =>
        [new LineStep.Configure(TimeSpan.Zero, Setup()), .. Enumerable.Range(1, length).Select(_ => Step())];

    private LineStep Step() => _random.Next(100) switch
    {
        < 4 => new LineStep.Configure(Pause(), Setup()),
        < 30 => new LineStep.Put(Pause(), [Head()]),
        < 34 => new LineStep.Put(Pause(), [.. Enumerable.Range(0, 4).Select(_ => Head())]),
        < 46 => new LineStep.Remove(Pause(), AnyConversation(), _random.Next(1, 13), AnyAgentOrNone()),
        < 66 => new LineStep.Hear(Pause(), Standing()),
        < 74 => new LineStep.Bid(Pause(), Standing(), _random.Next(3)),
        < 84 => new LineStep.Refuse(Pause(), _random.Next(100), (ReservationRefusal)_random.Next(1, 6), Standing()),
        < 92 => new LineStep.Due(Pause()),
        < 97 => new LineStep.KeepPlace(Pause(), AnyConversation(), Start, AnyAgentOrNone()),
        _ => new LineStep.DropPlace(Pause(), _random.Next(100)),
    };

    private TimeSpan Pause() => TimeSpan.FromMilliseconds(_random.Next(20) switch
    {
        < 6 => 0,
        < 18 => _random.Next(700),
        18 => _random.Next(4_000),
        _ => _random.Next(13_000),
    });

    private QueueSetup Setup() => new(
        (QueueStrategy)_random.Next(1, 4), _random.Next(3), _random.Next(2),
        [.. Enumerable.Range(1, Agents).Where(_ => _random.Next(6) > 0).Select(number => new LineMember(
            Agent(number), TimeSpan.FromSeconds(_random.Next(8) switch { 6 => 2, 7 => 5, _ => 0 }),
            Enabled: _random.Next(8) > 0, RememberedOnline: _random.Next(4) == 0)
        {
            Overflow = _random.Next(6) == 0,
            Languages = [.. new[] { "es", "en" }.Where(_ => _random.Next(2) == 0)],
        })])
    {
        Languages = new LanguageRules(_random.Next(3) == 0, TimeSpan.FromSeconds(_random.Next(2) * _random.Next(6))),
        Service = _random.Next(3) > 0 ? ServiceHours.Always : new ServiceHours(
            Hours(), TimeSpan.FromSeconds(_random.Next(2) * _random.Next(12)), KeepsWaiting: _random.Next(2) == 0),
    };

    /// <summary>Open for some seconds, closed for some, while the script lasts.</summary>
    private OpeningHours Hours()
    {
        var spans = new List<DaySpan>();
        for (int from = 12 * 60 * 60, i = 0; i < 4; i++)
        {
            spans.Add(new DaySpan(from + _random.Next(10), from + _random.Next(11, 30)));
            from = spans[^1].ToSeconds + 1;
        }

        return OpeningHours.Of(new HoursDefinition("UTC", [.. Enumerable.Repeat(spans.ToImmutableArray(), 7)], []));
    }

    private WaitingHead Head()
    {
        var number = _random.Next(1, Conversations + 1);
        var version = _random.Next(1, 13);
        var stay = 1 + ((version - 1) / 4 * 4);
        var drawn = new Random(HashOf(seed, number, version));
        var ofConversation = new Random(HashOf(seed, number, 0));
        var ofStay = new Random(HashOf(seed, number, -stay));
        return new WaitingHead(
            Conversation(number), version, stay, drawn.Next(6) == 0 ? 9 : 4,
            Start.AddMilliseconds(ofConversation.Next(12_000)), Admitted: version > 2,
            ofStay.Next(3) == 0 ? Agent(ofStay.Next(1, Agents + 1)) : null,
            drawn.Next(3) switch { 0 => null, 1 => "es", _ => "en" },
            Preferred: ofStay.Next(3) == 0 ? Agent(ofStay.Next(1, Agents + 1)) : null);
    }

    private AgentStanding Standing()
    {
        var (number, epoch, sequence) = (_random.Next(1, Agents + 1), _random.Next(1, 3), _random.Next(1, 16));
        var drawn = new Random(HashOf(seed, number, (epoch * 100) + sequence));
        var online = drawn.Next(5) > 0;
        int? cap = drawn.Next(3) == 0 ? null : drawn.Next(1, 4);
        var used = drawn.Next(cap + 1 ?? 4);
        return new AgentStanding
        {
            Agent = Agent(number),
            Epoch = epoch,
            Sequence = sequence,
            Online = online,
            CountsForAdmission = online || drawn.Next(2) == 0,
            TakesNew = online && drawn.Next(5) > 0,
            Used = used,
            Cap = cap,
            Free = cap - used ?? int.MaxValue,
            IdleSince = Start.AddSeconds(-drawn.Next(5)),
            LastAssignedAt = drawn.Next(3) == 0 ? null : Start.AddSeconds(drawn.Next(-5, 20)),
            InRound = drawn.Next(5) == 0,
        };
    }

    private ConversationId AnyConversation() => Conversation(_random.Next(1, Conversations + 1));

    private AgentId? AnyAgentOrNone() => _random.Next(2) == 0 ? null : Agent(_random.Next(1, Agents + 1));

    /// <summary>The same on every run, as HashCode is not.</summary>
    private static int HashOf(int one, int two, int three)
    {
        unchecked
        {
            var hash = ((uint)one * 2_654_435_761u) ^ ((uint)two * 2_246_822_519u) ^ ((uint)three * 3_266_489_917u);
            hash = (hash ^ (hash >> 15)) * 2_246_822_519u;
            return (int)(hash ^ (hash >> 13));
        }
    }
}
