using LiveChat.Core.Conversations;
using LiveChat.Core.Hours;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;

namespace LiveChat.Core.Tests.Queues;

internal sealed partial class NaiveLine
{
    public PlaceAnswer KeepPlace(
        DateTimeOffset now, ConversationId conversation, DateTimeOffset queuedAt, AgentId? excluded)
    {
        if (!Standing(now).Admits) return new PlaceAnswer(Rejection.QueueClosed, default);
        Expire(now);
        if (_places.Find(it => it.Conversation == conversation) is { } kept)
        {
            kept.KeptAt = now;
            return new PlaceAnswer(Rejection.None, kept.Token);
        }

        var waited = now > queuedAt ? now - queuedAt : TimeSpan.Zero;
        var others = _agents.Where(it => it.Member.Agent != excluded).ToList();
        var onFreeSlot = others.Sum(it => Math.Max(0, Free(it))) > _places.Count(it => it.OnFreeSlot)
            && others.Any(it => Free(it) > 0 && it.Member.Delay <= waited);
        var online = OnlineForAdmission(now);
        var giver = _agents.Find(it => it.Member.Agent == excluded);
        var giverCounts = giver?.Standing is { CountsForAdmission: true }
            && giver.Member is { Enabled: true, Overflow: false };
        if (online == 1 && giverCounts) online = 0;
        if (!onFreeSlot && !HasRoom(online))
        {
            return new PlaceAnswer(online == 0 ? Rejection.QueueNobodyOnline : Rejection.QueueFull, default);
        }

        _places.Add(new NaivePlace(conversation, tokens(), onFreeSlot) { KeptAt = now });
        return new PlaceAnswer(Rejection.None, _places[^1].Token);
    }

    public void DropPlace(ReservationToken place) => _places.RemoveAll(it => it.Token == place);

    private void Expire(DateTimeOffset now) => _places.RemoveAll(it => now - it.KeptAt >= QueueLine.PlaceKeptFor);

    private HoursStanding Standing(DateTimeOffset at) =>
        _setup.Service.Hours.StandingAt(at, _setup.Service.CloseBeforeEnd);

    private bool IsOpen(DateTimeOffset at) => Standing(at).Open;

    private void ObeyTheClock(DateTimeOffset now)
    {
        if (IsOpen(now) || _setup.Service.KeepsWaiting) _entries.ForEach(it => it.SentAwayAt = null);
        if (Standing(now).Admits) return;
        foreach (var entry in _entries.Where(it => it.Reserved is not null && !IsOpen(now)))
            Release(entry, taken: false);
        foreach (var entry in InOrder().Where(it => !it.Head.Admitted && it.Reserved is null))
        {
            _entries.Remove(entry);
            _outputs.Add(new LineOutput.Refuse(
                entry.Head.Conversation, entry.Head.StateVersion, CloseReason.OutsideHours));
        }

        if (IsOpen(now) || _setup.Service.KeepsWaiting) return;
        foreach (var entry in InOrder().Where(it => !(now - it.SentAwayAt < QueueLine.RetellAfter)))
        {
            entry.SentAwayAt = now;
            _outputs.Add(new LineOutput.SendAway(entry.Head.Conversation, entry.Head.StateVersion));
        }
    }
}
