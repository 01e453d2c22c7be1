using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>
/// The waiting line of one queue and the matching of its conversations with its agents. Pure: time and tokens come in,
/// tells go out, the same inputs give the same outputs. Mutable inside for speed; one caller at a time.
/// </summary>
/// <remarks>
/// Every input is followed at once by all the matches it makes possible, so between inputs nothing waits that a ready
/// agent may serve (P4), and whoever is served is the first in order that the agent may serve (P5). The returned tells
/// are to be sent in their order; the list belongs to the caller. An input costs O(log n) in conversations and in
/// agents, plus that much for each tell. Times are those of the shell's clock, which may be set back.
/// </remarks>
public sealed partial class QueueLine
{
    /// <summary>A reservation that nobody answered is told again after this.</summary>
    public static readonly TimeSpan RetellAfter = TimeSpan.FromSeconds(1);

    /// <summary>A kept place lapses after this.</summary>
    public static readonly TimeSpan PlaceKeptFor = TimeSpan.FromSeconds(10);

    /// <summary>
    /// So long after the start, agents remembered as online count for admission while nothing is heard of them.
    /// </summary>
    public static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(30);

    /// <summary>A refusal is put off at most so long while an agent's answer may yet make it unnecessary.</summary>
    public static readonly TimeSpan RefusalHeldFor = TimeSpan.FromSeconds(1);

    /// <summary>Refusals put off at a time; one more is not put off.</summary>
    public const int RefusalsHeldMax = 100;

    private readonly WaitingEntries _entries = new();
    private readonly AgentPool _agents = new();
    private readonly DepartedConversations _departed = new();
    private readonly Matcher _matcher;
    private readonly Reservations _reservations;
    private readonly WaitingRoom _room;
    private readonly Doors _doors;
    private readonly Preferences _preferences;
    private List<LineOutput> _outputs = [];

    /// <param name="startedAt">When the queue's actor activated.</param>
    /// <param name="tokens">Gives another token at each call.</param>
    public QueueLine(DateTimeOffset startedAt, Func<ReservationToken> tokens)
    {
        _matcher = new Matcher(_entries, _agents);
        _seekers = new Seekers(_agents);
        _reservations = new Reservations(_entries, _agents, tokens);
        _room = new WaitingRoom(_entries, _agents, _matcher, startedAt, tokens);
        _doors = new Doors(_entries, _agents, _reservations, _room);
        _preferences = new Preferences(_agents, _reservations);
    }

    public int WaitingCount => _entries.Count;

    public LineFigures Figures =>
        new(_entries.Count, _entries.OldestQueuedAt, _agents.Online, _agents.Available);

    /// <summary>
    /// When <see cref="Due"/> has something to do, unless an input comes first; null: nothing. A hint: calling it
    /// early, late or twice does no harm.
    /// </summary>
    public DateTimeOffset? NextDue =>
        new[]
        {
            _doors.Open ? _matcher.NextDue : null,
            _doors.Open ? _seekers.NextDue : null,
            _entries.Count + _seekers.Count > 0 ? _doors.NextDue : null,
            _reservations.NextDue,
            _room.NextDue,
        }.Min();

    /// <summary>
    /// Enabled members of whom nothing has been heard, or only what they then denied: to be asked for news until they
    /// tell.
    /// </summary>
    public IEnumerable<AgentId> Silent => _agents.All
        .Where(agent => agent.Member.Enabled && (agent.Standing is null || agent.Doubted)).Select(agent => agent.Id);

    /// <summary>
    /// Who waits here, in order, with the versions known: for a comparison with the rows. An entry that no row confirms
    /// is to be removed at the version its row now has.
    /// </summary>
    public IEnumerable<(ConversationId Conversation, long Version)> Waiting =>
        _entries.InOrder().Select(entry => (entry.Conversation, entry.Head.Version));

    /// <summary>The entries in order, for auditors.</summary>
    internal IEnumerable<LineEntry> Entries => _entries.InOrder();

    /// <summary>The measure of work on which tests put a bound.</summary>
    internal long Steps => _entries.Steps + _agents.Steps;

    /// <summary>
    /// Puts settings and members in force, at the start and after each change. What waits stays, whatever the limits,
    /// unless the queue is closed.
    /// The reservations at agents that are no longer members, or no longer enabled, pass to others.
    /// </summary>
    public IReadOnlyList<LineOutput> Configure(DateTimeOffset now, QueueSetup setup)
    {
        _room.WaitingPerOnlineAgent = setup.WaitingPerOnlineAgent;
        _room.WaitingWithNobodyOnline = setup.WaitingWithNobodyOnline;
        _agents.Use(setup.Strategy, setup.Languages);
        _entries.Use(setup.Languages.Routing);
        _doors.Use(setup.Service);
        var members = setup.Members.ToDictionary(member => member.Agent);
        foreach (var agent in _agents.All.ToList())
        {
            var stays = members.Remove(agent.Id, out var member);
            if (!stays || !member.Enabled) ReleaseAll(agent);
            if (!stays) _agents.Remove(agent);
            else if (agent.Member != member) _agents.Change(agent, member, static (it, to) => it.Member = to);
        }

        foreach (var member in members.Values) _agents.Add(new LineAgent(member));
        return Settled(now);
    }

    /// <summary>
    /// A conversation waits here. The newest version wins, repetitions and late ones change nothing. Another priority
    /// moves it and keeps a reservation; another stay (StateVersion) begins anew. One that is not admitted is reserved,
    /// admitted or refused. A place kept for it is used up.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The priority is not 0–9.</exception>
    public IReadOnlyList<LineOutput> Put(DateTimeOffset now, WaitingHead head)
    {
        PutIn(head);
        return Settled(now);
    }

    /// <summary>
    /// The same for many, before any is matched: so a line that is being rebuilt serves them in their order.
    /// </summary>
    public IReadOnlyList<LineOutput> Put(DateTimeOffset now, IEnumerable<WaitingHead> heads)
    {
        foreach (var head in heads) PutIn(head);
        return Settled(now);
    }

    /// <summary>
    /// A conversation does not wait here at this version; <c>holder</c> is the agent it is with then, if any. Ignored
    /// when a newer version waits here.
    /// </summary>
    public IReadOnlyList<LineOutput> Remove(
        DateTimeOffset now, ConversationId conversation, long version, AgentId? holder)
    {
        _departed.Note(conversation, version);
        if (_entries.Find(conversation) is { } entry && entry.Head.Version <= version)
        {
            _reservations.Release(entry, taken: entry.Reservation?.Agent.Id == holder);
            _entries.Remove(entry);
        }

        if (_seekers.Find(conversation) is { } seeker && seeker.Head.Version <= version) EndSeek(seeker, holder);
        return Settled(now);
    }

    /// <summary>
    /// Does what time alone makes due: the queue opens or closes, unanswered reservations are told again with their
    /// tokens, delays come to an end, kept places lapse, refusals are no longer put off.
    /// </summary>
    public IReadOnlyList<LineOutput> Due(DateTimeOffset now)
    {
        _doors.Pass(now, _outputs);
        _reservations.Retell(now, _outputs);
        return Settled(now);
    }

    /// <summary>
    /// Keeps a place for a conversation that <c>excluded</c> is about to transfer here, for <see cref="PlaceKeptFor"/>.
    /// Granted when another agent is free for it, or when the waiting room has room beside those waiting and the places
    /// kept. With only the excluded agent online, nobody is. Asked again for the same conversation, the same place is
    /// kept anew. Refused while the queue admits nobody.
    /// </summary>
    public PlaceAnswer KeepPlace(
        DateTimeOffset now, ConversationId conversation, DateTimeOffset queuedAt, AgentId? excluded,
        string? language = null) => _doors.Admits(now)
            ? _room.Keep(now, conversation, queuedAt, excluded, language)
            : new PlaceAnswer(Rejection.QueueClosed, default);

    /// <summary>The place is not needed. Unknown ones are ignored.</summary>
    public void DropPlace(ReservationToken place) => _room.Drop(place);

    /// <summary>How many are served before this one, and 1: so 1 is next. Null when it does not wait here.</summary>
    public int? PositionOf(ConversationId conversation) =>
        _entries.Find(conversation) is { } entry ? _entries.RankOf(entry) + 1 : null;

    private void PutIn(WaitingHead head)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(head.Priority);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(head.Priority, WaitingEntries.Priorities);
        if (_seekers.Find(head.Conversation) is { } seeker && seeker.Head.StateVersion < head.StateVersion)
        {
            EndSeek(seeker, holder: null);
        }

        var entry = _entries.Find(head.Conversation);
        if (entry is null)
        {
            if (_departed.LeftAfter(head.Conversation, head.Version)) return;
            entry = new LineEntry(head);
            _entries.Add(entry);
            _room.Arrived(head.Conversation);
            _preferences.Note(entry);
            _doors.Arrived(entry);
        }
        else if (head.Version >= entry.Head.Version) Renew(entry, head);

        if (!entry.Head.Admitted) _room.Expect(entry);
    }

    private void Renew(LineEntry entry, WaitingHead head)
    {
        var isNewStay = head.StateVersion != entry.Head.StateVersion;
        if (isNewStay)
        {
            _reservations.Release(entry);
            entry.HeldSince = null;
        }
        else if (entry.Head.Admitted && !head.Admitted)
        {
            _outputs.Add(new LineOutput.Admit(head.Conversation, head.StateVersion));
            head = head with { Admitted = true };
        }

        if (head != entry.Head) _entries.Replace(entry, head);
        if (!isNewStay) return;
        _preferences.Note(entry);
        _doors.Arrived(entry);
    }

    private IReadOnlyList<LineOutput> Settled(DateTimeOffset now)
    {
        _doors.Pass(now, _outputs);
        _preferences.Grant(now, _doors.Open, _outputs);
        while (_doors.Open && NextMatch(now) is var (entry, agent))
        {
            _outputs.Add(_reservations.Make(entry, agent, round: null, now));
        }

        _room.Decide(now, _outputs);
        if (_outputs.Count == 0) return [];
        var outputs = _outputs;
        _outputs = [];
        return outputs;
    }
}
