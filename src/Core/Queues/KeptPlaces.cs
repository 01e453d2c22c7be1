using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>
/// Places kept for conversations that are about to be transferred here: one per conversation, each for the same time.
/// Bounded by the waiting room and the free slots on whose account they are given.
/// </summary>
internal sealed class KeptPlaces
{
    private readonly Dictionary<ConversationId, Place> _byConversation = [];
    private readonly Dictionary<ReservationToken, ConversationId> _byToken = [];
    private readonly Queue<(ReservationToken Token, DateTimeOffset KeptAt)> _byTime = [];

    public int Count => _byConversation.Count;

    /// <summary>Those given because an agent was free.</summary>
    public int OnFreeSlots { get; private set; }

    public DateTimeOffset? NextDue
    {
        get
        {
            DropOutdated();
            return _byTime.TryPeek(out var oldest) ? oldest.KeptAt + QueueLine.PlaceKeptFor : null;
        }
    }

    public ReservationToken? Renew(ConversationId conversation, DateTimeOffset now)
    {
        if (!_byConversation.TryGetValue(conversation, out var place)) return null;
        _byConversation[conversation] = place with { KeptAt = now };
        _byTime.Enqueue((place.Token, now));
        return place.Token;
    }

    public void Keep(ConversationId conversation, ReservationToken token, bool onFreeSlot, DateTimeOffset now)
    {
        _byConversation.Add(conversation, new Place(token, now, onFreeSlot));
        _byToken.Add(token, conversation);
        _byTime.Enqueue((token, now));
        if (onFreeSlot) OnFreeSlots++;
    }

    public void Drop(ReservationToken token)
    {
        if (_byToken.TryGetValue(token, out var conversation)) DropOf(conversation);
    }

    public void DropOf(ConversationId conversation)
    {
        if (!_byConversation.Remove(conversation, out var place)) return;
        _byToken.Remove(place.Token);
        if (place.OnFreeSlot) OnFreeSlots--;
    }

    public void Expire(DateTimeOffset now)
    {
        for (DropOutdated(); _byTime.TryPeek(out var oldest); DropOutdated())
        {
            if (!Elapsed.AtLeast(QueueLine.PlaceKeptFor, oldest.KeptAt, now)) return;
            Drop(oldest.Token);
        }
    }

    private void DropOutdated()
    {
        while (_byTime.TryPeek(out var oldest) && !IsCurrent(oldest)) _byTime.Dequeue();
    }

    private bool IsCurrent((ReservationToken Token, DateTimeOffset KeptAt) noted) =>
        _byToken.TryGetValue(noted.Token, out var conversation)
        && _byConversation[conversation].KeptAt == noted.KeptAt;

    private readonly record struct Place(ReservationToken Token, DateTimeOffset KeptAt, bool OnFreeSlot);
}
