using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;

namespace LiveChat.Core.Tests.Queues;

/// <summary>
/// What <see cref="QueueLine"/> should do, said as plainly as possible: lists that are searched from end to end,
/// nothing counted or ordered ahead. For clocks that are not set back.
/// </summary>
internal sealed partial class NaiveLine(DateTimeOffset startedAt, Func<ReservationToken> tokens) : ILine
{
    private readonly List<NaiveEntry> _entries = [];
    private readonly List<NaiveAgent> _agents = [];
    private readonly List<NaivePlace> _places = [];
    private readonly Dictionary<ConversationId, long> _left = [];
    private List<LineOutput> _outputs = [];
    private QueueSetup _setup = new(QueueStrategy.LongestIdle, 0, 0, []);
    private DateTimeOffset _settledAt = LineScripts.Start;
    private DateTimeOffset _reservedAt = DateTimeOffset.MinValue;
    private int _tellings;

    public LineFigures Figures => new(
        _entries.Count, _entries.Min(it => (DateTimeOffset?)it.Head.QueuedAt), _agents.Count(it => it.Online),
        _agents.Count(it => !it.Member.Overflow && Free(it) > 0));

    public IEnumerable<AgentId> Silent =>
        _agents.Where(it => it.Member.Enabled && (it.Standing is null || it.Doubted)).Select(it => it.Member.Agent);

    public IEnumerable<(ConversationId Conversation, long Version)> Waiting =>
        InOrder().Select(it => (it.Head.Conversation, it.Head.Version));

    public IReadOnlyList<(ConversationId Conversation, ReservationToken Token)> Outstanding =>
        [.. InOrder().Where(it => it.Reserved is not null).Select(it => (it.Head.Conversation, it.Reserved!.Token))];

    public IReadOnlyList<ReservationToken> Places => [.. _places.Select(it => it.Token)];

    public DateTimeOffset? NextDue
    {
        get
        {
            var delays =
                from entry in _entries
                where entry.Reserved is null
                from agent in _agents
                where Free(agent) > 0 && !agent.Standing!.InRound && !Excluded(entry.Head.Excluded, agent)
                where DelayFor(agent, entry) < TimeSpan.MaxValue
                select (DateTimeOffset?)(entry.Head.QueuedAt + DelayFor(agent, entry));
            var tellings = _entries.Where(it => it.Reserved is not null)
                .Select(it => (DateTimeOffset?)(it.Reserved!.ToldAt + QueueLine.RetellAfter));
            var places = _places.Select(it => (DateTimeOffset?)(it.KeptAt + QueueLine.PlaceKeptFor));
            var held = _entries.Where(it => !it.Head.Admitted && it.Reserved is null)
                .Select(it => it.HeldSince + QueueLine.RefusalHeldFor);
            var due = tellings.Concat(places).Concat(held);
            if (IsOpen(_settledAt)) due = due.Concat(delays.Where(it => it > _settledAt));
            return due.Concat(_entries.Select(_ => Standing(_settledAt).Until)).Min();
        }
    }

    public int? PositionOf(ConversationId conversation) =>
        InOrder().FindIndex(it => it.Head.Conversation == conversation) is >= 0 and var index ? index + 1 : null;

    public IReadOnlyList<LineOutput> Configure(DateTimeOffset now, QueueSetup setup)
    {
        _setup = setup;
        foreach (var agent in _agents.ToList())
        {
            var stays = setup.Members.Any(it => it.Agent == agent.Member.Agent);
            if (stays) agent.Member = setup.Members.Single(it => it.Agent == agent.Member.Agent);
            if (stays && agent.Member.Enabled) continue;
            foreach (var entry in _entries.Where(it => it.Reserved?.Agent == agent)) Release(entry, taken: false);
            if (!stays) _agents.Remove(agent);
        }

        var strangers = setup.Members.ExceptBy(_agents.Select(it => it.Member.Agent), it => it.Agent).ToList();
        _agents.AddRange(strangers.Select(it => new NaiveAgent { Member = it }));
        return Settled(now);
    }

    public IReadOnlyList<LineOutput> Put(DateTimeOffset now, IEnumerable<WaitingHead> heads)
    {
        heads.ToList().ForEach(Put);
        return Settled(now);
    }

    public IReadOnlyList<LineOutput> Remove(
        DateTimeOffset now, ConversationId conversation, long version, AgentId? holder)
    {
        _left[conversation] = Math.Max(version, _left.GetValueOrDefault(conversation));
        if (Find(conversation) is { } entry && entry.Head.Version <= version)
        {
            if (entry.Reserved is not null) Release(entry, taken: entry.Reserved.Agent.Member.Agent == holder);
            _entries.Remove(entry);
        }

        return Settled(now);
    }

    public IReadOnlyList<LineOutput> Hear(DateTimeOffset now, AgentStanding standing)
    {
        Note(standing);
        return Settled(now);
    }

    public IReadOnlyList<LineOutput> Bid(DateTimeOffset now, AgentStanding standing, long round)
    {
        Note(standing);
        var agent = IsOpen(now) ? _agents.Find(it => it.Member.Agent == standing.Agent) : null;
        var given = _entries.Find(it => agent is not null && it.Reserved?.Agent == agent && it.Reserved.Round == round);
        var best = agent is null || Free(agent) <= 0 ? null : InOrder().Find(
            it => it.Reserved is null && !Excluded(it.Head.Excluded, agent) && it.Waited(now) >= DelayFor(agent, it));
        if (given is not null) Tell(given, now);
        else if (best is not null) Reserve(best, agent!, round, now);
        else _outputs.Add(new LineOutput.NoBid(standing.Agent, round));
        return Settled(now);
    }

    public IReadOnlyList<LineOutput> Refused(
        DateTimeOffset now, ConversationId conversation, ReservationToken token, ReservationRefusal why,
        AgentStanding standing)
    {
        Note(standing);
        if (Find(conversation) is { } entry && entry.Reserved?.Token == token)
        {
            var agent = entry.Reserved.Agent;
            Release(entry, taken: false);
            if (why == ReservationRefusal.Gone) _entries.Remove(entry);
            var known = (agent.Standing!.Epoch, agent.Standing.Sequence);
            if (why is ReservationRefusal.Full or ReservationRefusal.Unavailable
                && (known.CompareTo((standing.Epoch, standing.Sequence)) <= 0 || standing.Epoch < known.Epoch))
                (agent.Doubted, agent.DoubtedUnder) = (true, standing.Epoch);
        }

        return Settled(now);
    }

    public IReadOnlyList<LineOutput> Due(DateTimeOffset now)
    {
        var told = _entries.Where(it => it.Reserved is not null && IsOpen(now));
        var due = told.Where(it => now - it.Reserved!.ToldAt >= QueueLine.RetellAfter);
        foreach (var entry in due.OrderBy(it => it.Reserved!.Telling).ToList()) Tell(entry, now);
        Expire(now);
        return Settled(now);
    }

    private void Put(WaitingHead head)
    {
        var entry = Find(head.Conversation);
        if (entry is null)
        {
            if (_left.TryGetValue(head.Conversation, out var left) && left >= head.Version) return;
            _entries.Add(new NaiveEntry { Head = head });
            _places.RemoveAll(it => it.Conversation == head.Conversation);
            return;
        }

        if (head.Version < entry.Head.Version) return;
        var sameStay = head.StateVersion == entry.Head.StateVersion;
        if (sameStay && entry.Head.Admitted && !head.Admitted)
        {
            _outputs.Add(new LineOutput.Admit(head.Conversation, head.StateVersion));
            head = head with { Admitted = true };
        }

        entry.Head = head;
        if (sameStay) return;
        (entry.HeldSince, entry.SentAwayAt) = (null, null);
        entry.HasJustCome = true;
        if (entry.Reserved is not null) Release(entry, taken: false);
    }

    private void Note(AgentStanding standing)
    {
        if (_agents.Find(it => it.Member.Agent == standing.Agent) is not { } agent) return;
        if (agent.Standing is { } known && known.Epoch > standing.Epoch)
            _outputs.Add(new LineOutput.Passed(standing.Agent, standing.Epoch));
        agent.Hear(standing);
    }

    private IReadOnlyList<LineOutput> Settled(DateTimeOffset now)
    {
        ObeyTheClock(now);
        GrantPreferences(now);
        for (var matched = IsOpen(now); matched;) matched = MatchOne(now);
        Expire(now);
        var held = 0;
        foreach (var entry in InOrder().Where(it => !it.Head.Admitted && it.Reserved is null))
        {
            var online = OnlineForAdmission(now);
            if (HasRoom(online))
            {
                entry.Head = entry.Head with { Admitted = true };
                _outputs.Add(new LineOutput.Admit(entry.Head.Conversation, entry.Head.StateVersion));
            }
            else if (held < QueueLine.RefusalsHeldMax && MayYetBeTaken(entry, now)) held++;
            else
            {
                _entries.Remove(entry);
                _outputs.Add(new LineOutput.Refuse(
                    entry.Head.Conversation, entry.Head.StateVersion,
                    online == 0 ? CloseReason.NoAgent : CloseReason.QueueFull));
            }
        }

        _settledAt = now;
        var outputs = _outputs;
        _outputs = [];
        return outputs;
    }

    private void GrantPreferences(DateTimeOffset now)
    {
        foreach (var entry in InOrder().Where(it => it.HasJustCome))
        {
            entry.HasJustCome = false;
            var wanted = _agents.Find(it => it.Member.Agent == entry.Head.Preferred);
            if (IsOpen(now) && entry.Reserved is null && wanted is not null && Free(wanted) > 0)
                Reserve(entry, wanted, round: null, now, MatchBy.Preference);
        }
    }

    private bool MatchOne(DateTimeOffset now)
    {
        foreach (var entry in InOrder().Where(it => it.Reserved is null))
        {
            var able = _agents.Where(it => !(it.Standing?.InRound ?? false) && MayServe(it, entry, now)).ToList();
            if (able.Count == 0) continue;
            able.Sort(NaiveAgent.By(_setup.Strategy, Reserved));
            Reserve(entry, able[0], round: null, now);
            return true;
        }

        return false;
    }

    private bool MayYetBeTaken(NaiveEntry entry, DateTimeOffset now)
    {
        var remembered = _agents.Any(it => it.Unheard) && now - startedAt < QueueLine.RememberedFor;
        var mayBid = _agents.Any(it => it.Standing is { InRound: true } && MayServe(it, entry, now));
        if (!remembered && !mayBid) return false;
        entry.HeldSince ??= now;
        return now - entry.HeldSince < QueueLine.RefusalHeldFor;
    }

    private bool MayServe(NaiveAgent agent, NaiveEntry entry, DateTimeOffset now) =>
        Free(agent) > 0 && !Excluded(entry.Head.Excluded, agent) && entry.Waited(now) >= DelayFor(agent, entry);

    private void Reserve(
        NaiveEntry entry, NaiveAgent agent, long? round, DateTimeOffset now, MatchBy? by = null)
    {
        var why = Reason(by ?? (MatchBy)_setup.Strategy, entry, now);
        _reservedAt = now > _reservedAt ? now : _reservedAt.AddTicks(1);
        agent.ReservedAt = _reservedAt;
        entry.Reserved = new NaiveReservation(tokens(), agent, round, why);
        Tell(entry, now);
    }

    private void Tell(NaiveEntry entry, DateTimeOffset now)
    {
        var (head, reserved) = (entry.Head, entry.Reserved!);
        if (reserved.ToldAt != now) reserved.Telling = _tellings++;
        reserved.ToldAt = now;
        _outputs.Add(new LineOutput.Reserve(
            reserved.Agent.Member.Agent, head.Conversation, reserved.Token, head.StateVersion, head.Priority,
            head.QueuedAt, reserved.Round, reserved.Why));
    }

    private void Release(NaiveEntry entry, bool taken)
    {
        var agent = entry.Reserved!.Agent;
        entry.Reserved = null;
        if (!taken && Reserved(agent) == 0) agent.ReservedAt = null;
    }

    private bool HasRoom(int online)
    {
        var limit = online > 0 ? online * _setup.WaitingPerOnlineAgent : _setup.WaitingWithNobodyOnline;
        return _entries.Count(it => it.Head.Admitted) + _places.Count < limit;
    }

    private int OnlineForAdmission(DateTimeOffset now) => _agents.Count(
        it => it.Member is { Enabled: true, Overflow: false } && it.Standing is { CountsForAdmission: true }
            || it.Unheard && now - startedAt < QueueLine.RememberedFor);

    private bool Excluded(AgentId? excluded, NaiveAgent agent) =>
        excluded == agent.Member.Agent && _agents.Count(it => it.Online) > 1;

    private int Free(NaiveAgent agent) => agent.MayGet - Reserved(agent);

    private int Reserved(NaiveAgent agent) => _entries.Count(it => it.Reserved?.Agent == agent);

    private NaiveEntry? Find(ConversationId conversation) => _entries.Find(it => it.Head.Conversation == conversation);

    private List<NaiveEntry> InOrder() =>
        [.. _entries.OrderByDescending(it => it.Head.Priority).ThenBy(it => it.Head.QueuedAt)
            .ThenBy(it => it.Head.Conversation)];
}
