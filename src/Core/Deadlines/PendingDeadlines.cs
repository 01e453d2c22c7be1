using LiveChat.Core.Primitives;

namespace LiveChat.Core.Deadlines;

/// <summary>
/// The next deadlines of one shard, in memory: who is to be woken when, and who was woken and has not answered. Of what
/// is due tenants take turns, and of one tenant the earliest is first. Nobody may have more woken than there are places
/// left, or more held than there is room left: one tenant alone gets half, two a third each, and there is something for
/// whoever comes. Mutable; one caller at a time; every call costs O(log n).
/// </summary>
/// <param name="heldMax">How many it holds.</param>
public sealed class PendingDeadlines(int heldMax = PendingDeadlines.HeldMax)
{
    /// <summary>Who was woken and has not answered is woken again after this.</summary>
    public static readonly TimeSpan WakeAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>Who does not answer at all is woken again after so long, and then after twice the time each.</summary>
    public static readonly TimeSpan GivenUpMin = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan GivenUpMax = TimeSpan.FromMinutes(1);

    /// <summary>Conversations woken at a time; of more that are due, the others wait for answers.</summary>
    public const int WokenMax = 512;

    /// <summary>Who was woken so often in vain leaves the place to others until its time comes again.</summary>
    public const int WakesMax = 5;

    /// <summary>Held as a rule; what finds no room stays in its row.</summary>
    public const int HeldMax = 20_000;

    private readonly Dictionary<ConversationId, Pending> _byConversation = [];
    private readonly Dictionary<TenantId, Line> _lines = [];

    /// <summary>The earliest of each tenant that has no turn.</summary>
    private readonly SortedSet<(DateTimeOffset At, TenantId Tenant)> _ahead = [];

    /// <summary>Tenants that had something due when they came.</summary>
    private readonly Queue<Line> _turns = [];

    private readonly SortedSet<(DateTimeOffset At, ConversationId Conversation)> _woken = [];

    public int Count => _byConversation.Count;

    /// <summary>
    /// When the next one is to be woken after what <see cref="Wake(DateTimeOffset)"/> has woken; null: none, or not
    /// before one of those woken answers.
    /// </summary>
    public DateTimeOffset? NextAt
    {
        get
        {
            DateTimeOffset? again = _woken.Count > 0 ? _woken.Min.At : null;
            if (_ahead.Count == 0 || _woken.Count == WokenMax) return again;
            return again < _ahead.Min.At ? again : _ahead.Min.At;
        }
    }

    /// <summary>
    /// The conversation has said itself when it wants to be woken; null: not at all. False: there is no room, and its
    /// row has to be read again.
    /// </summary>
    public bool Arm(TenantId tenant, ConversationId conversation, DateTimeOffset? at)
    {
        Remove(conversation);
        return at is not { } armed || TryAdd(conversation, new Pending(tenant, armed, armed));
    }

    /// <summary>
    /// A row says when, perhaps not the newest word: of two times the earlier one counts, and who was woken is left to
    /// answer; who did not answer has done so if its row says another time. False: there is no room.
    /// </summary>
    public bool Load(TenantId tenant, ConversationId conversation, DateTimeOffset at)
    {
        if (_byConversation.TryGetValue(conversation, out var known)
            && (known.IsWoken || (known.Wakes > 0 ? known.ArmedAt == at : known.At <= at)))
            return true;
        return Arm(tenant, conversation, at);
    }

    /// <summary>Who is to be woken now.</summary>
    public IReadOnlyList<(TenantId Tenant, ConversationId Conversation)> Wake(DateTimeOffset now)
    {
        List<(TenantId, ConversationId)> woken = [];
        WakeAgain(now, woken);
        while (_ahead.Count > 0 && _ahead.Min is var (at, tenant) && at < now) GiveTurn(_lines[tenant]);
        for (var passed = 0; passed < _turns.Count && _woken.Count < WokenMax;)
        {
            var line = _turns.Dequeue();
            if (line.Waiting.Count == 0 || line.Waiting.Min.At >= now)
            {
                line.HasTurn = false;
                Arrange(line);
                continue;
            }

            _turns.Enqueue(line);
            if (line.WokenCount >= WokenMax - _woken.Count)
            {
                // Those who have that many are no more than there are places.
                passed++;
                continue;
            }

            var conversation = line.Waiting.Min.Conversation;
            woken.Add((line.Tenant, conversation));
            Wake(conversation, now);
            passed = 0;
        }

        return woken;
    }

    private void WakeAgain(DateTimeOffset now, List<(TenantId, ConversationId)> woken)
    {
        while (_woken.Count > 0 && _woken.Min is var (at, conversation) && at < now)
        {
            var pending = _byConversation[conversation];
            if (pending.Wakes < WakesMax)
            {
                woken.Add((pending.Tenant, conversation));
                Wake(conversation, now);
                continue;
            }

            var doubled = Math.Min(pending.Wakes - WakesMax, 10);
            var pause = GivenUpMin * (1 << doubled);
            Remove(conversation);
            Add(conversation, pending with { At = now + (pause < GivenUpMax ? pause : GivenUpMax), IsWoken = false });
        }
    }

    private void Wake(ConversationId conversation, DateTimeOffset now)
    {
        var pending = _byConversation[conversation];
        Remove(conversation);
        Add(conversation, pending with { At = now + WakeAgainAfter, IsWoken = true, Wakes = pending.Wakes + 1 });
    }

    private void GiveTurn(Line line)
    {
        _turns.Enqueue(line);
        line.HasTurn = true;
        Arrange(line);
    }

    private bool TryAdd(ConversationId conversation, Pending pending)
    {
        var held = _lines.TryGetValue(pending.Tenant, out var line) ? line.Count : 0;
        if (held >= heldMax - Count) return false;
        Add(conversation, pending);
        return true;
    }

    private void Add(ConversationId conversation, Pending pending)
    {
        if (!_lines.TryGetValue(pending.Tenant, out var line))
            _lines.Add(pending.Tenant, line = new Line(pending.Tenant));
        _byConversation.Add(conversation, pending);
        if (pending.IsWoken) line.WokenCount++;
        (pending.IsWoken ? _woken : line.Waiting).Add((pending.At, conversation));
        Arrange(line);
    }

    private void Remove(ConversationId conversation)
    {
        if (!_byConversation.Remove(conversation, out var pending)) return;
        var line = _lines[pending.Tenant];
        if (pending.IsWoken) line.WokenCount--;
        (pending.IsWoken ? _woken : line.Waiting).Remove((pending.At, conversation));
        Arrange(line);
    }

    /// <summary>Puts a line where it belongs after a change, or away.</summary>
    private void Arrange(Line line)
    {
        DateTimeOffset? at = line.HasTurn || line.Waiting.Count == 0 ? null : line.Waiting.Min.At;
        if (line.AheadAt != at)
        {
            if (line.AheadAt is { } before) _ahead.Remove((before, line.Tenant));
            if (at is { } next) _ahead.Add((next, line.Tenant));
            line.AheadAt = at;
        }

        if (line.Count == 0 && !line.HasTurn) _lines.Remove(line.Tenant);
    }

    /// <param name="Tenant">Whose it is.</param>
    /// <param name="ArmedAt">What it was armed for.</param>
    /// <param name="At">When it is to be woken, or woken again.</param>
    /// <param name="IsWoken">It has a place.</param>
    /// <param name="Wakes">How often it was woken and did not answer.</param>
    private readonly record struct Pending(
        TenantId Tenant, DateTimeOffset ArmedAt, DateTimeOffset At, bool IsWoken = false, int Wakes = 0);

    private sealed class Line(TenantId tenant)
    {
        public TenantId Tenant => tenant;

        public SortedSet<(DateTimeOffset At, ConversationId Conversation)> Waiting { get; } = [];

        public int WokenCount { get; set; }

        public int Count => Waiting.Count + WokenCount;

        public bool HasTurn { get; set; }

        /// <summary>Under which time it is among those ahead.</summary>
        public DateTimeOffset? AheadAt { get; set; }
    }
}
