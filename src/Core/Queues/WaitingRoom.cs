using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>Who may wait: decides on entries that found no agent, and keeps places for transfers.</summary>
internal sealed class WaitingRoom(
    WaitingEntries entries, AgentPool agents, Matcher matcher, DateTimeOffset startedAt, Func<ReservationToken> tokens)
{
    private readonly KeptPlaces _places = new();
    private List<LineEntry> _undecided = [];

    public int WaitingPerOnlineAgent { get; set; }

    public int WaitingWithNobodyOnline { get; set; }

    public DateTimeOffset? NextDue
    {
        get
        {
            var refusal = _undecided.Min(entry => entry.HeldSince) + QueueLine.RefusalHeldFor;
            return refusal is null || _places.NextDue < refusal ? _places.NextDue : refusal;
        }
    }

    /// <summary>The entry is to be admitted or refused, unless it is matched first.</summary>
    public void Expect(LineEntry entry)
    {
        if (entry.Undecided) return;
        entry.Undecided = true;
        _undecided.Add(entry);
    }

    /// <summary>Lets places lapse; admits or refuses, in order, those that found no agent.</summary>
    public void Decide(DateTimeOffset now, List<LineOutput> outputs)
    {
        _places.Expire(now);
        foreach (var entry in TakeUndecided())
        {
            var online = Online(now);
            if (HasRoom(online))
            {
                entries.Admit(entry);
                outputs.Add(new LineOutput.Admit(entry.Conversation, entry.Head.StateVersion));
            }
            else if (IsHeld(entry, now)) Expect(entry);
            else Refuse(entry, online == 0 ? CloseReason.NoAgent : CloseReason.QueueFull, outputs);
        }
    }

    /// <summary>Refuses those that found no agent yet, for the queue takes in nobody new now.</summary>
    public void RefuseNew(List<LineOutput> outputs)
    {
        foreach (var entry in TakeUndecided()) Refuse(entry, CloseReason.OutsideHours, outputs);
    }

    public PlaceAnswer Keep(
        DateTimeOffset now, ConversationId conversation, DateTimeOffset queuedAt, AgentId? excluded, string? language)
    {
        _places.Expire(now);
        if (_places.Renew(conversation, now) is { } kept) return new PlaceAnswer(Rejection.None, kept);
        var giver = excluded is { } id ? agents.Find(id) : null;
        var freeSlots = agents.FreeSlots - Math.Max(0, giver?.Free ?? 0) - _places.OnFreeSlots;
        var onFreeSlot = freeSlots > 0 && agents.AnyFree(Matcher.Waited(queuedAt, now), excluded, language);
        var online = Online(now);
        if (online == 1 && giver is { CountsForAdmission: true }) online = 0;
        if (!onFreeSlot && !HasRoom(online))
        {
            return new PlaceAnswer(online == 0 ? Rejection.QueueNobodyOnline : Rejection.QueueFull, default);
        }

        var place = tokens();
        _places.Keep(conversation, place, onFreeSlot, now);
        return new PlaceAnswer(Rejection.None, place);
    }

    public void Drop(ReservationToken place) => _places.Drop(place);

    /// <summary>The conversation has come: its place is used up.</summary>
    public void Arrived(ConversationId conversation) => _places.DropOf(conversation);

    /// <summary>
    /// Whether a refusal is put off: an agent with a free slot is about to ask for bids, or one who was online at the
    /// last start has not been heard yet.
    /// </summary>
    private bool IsHeld(LineEntry entry, DateTimeOffset now)
    {
        if (_undecided.Count >= QueueLine.RefusalsHeldMax) return false;
        if (!matcher.MayBidFor(entry, now) && !(RemembersAgents(now) && agents.Unheard > 0)) return false;
        entry.HeldSince ??= now;
        return !Elapsed.AtLeast(QueueLine.RefusalHeldFor, entry.HeldSince.Value, now);
    }

    private void Refuse(LineEntry entry, CloseReason reason, List<LineOutput> outputs)
    {
        entries.Remove(entry);
        outputs.Add(new LineOutput.Refuse(entry.Conversation, entry.Head.StateVersion, reason));
    }

    /// <summary>Those who still wait for an answer, in order.</summary>
    private List<LineEntry> TakeUndecided()
    {
        if (_undecided.Count == 0) return _undecided;
        var undecided = _undecided;
        _undecided = [];
        foreach (var entry in undecided) entry.Undecided = false;
        undecided.RemoveAll(entry => !entry.InLine || entry.Head.Admitted || entry.Reservation is not null);
        undecided.Sort(WaitingEntries.Compare);
        return undecided;
    }

    private bool HasRoom(int online)
    {
        var limit = online == 0 ? WaitingWithNobodyOnline : (long)WaitingPerOnlineAgent * online;
        return entries.Admitted + _places.Count < limit;
    }

    private int Online(DateTimeOffset now) => agents.ForAdmission(withUnheard: RemembersAgents(now));

    private bool RemembersAgents(DateTimeOffset now) => !Elapsed.AtLeast(QueueLine.RememberedFor, startedAt, now);
}
