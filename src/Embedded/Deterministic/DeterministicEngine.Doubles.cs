using LiveChat.Contracts.Actors;

namespace LiveChat.Embedded.Deterministic;

/// <summary>
/// Actors that are alive twice, as a cluster has them for a while when a node is cut off, stopped, or wakes again.
/// </summary>
public sealed partial class DeterministicEngine
{
    private readonly Dictionary<ActorId, Activation> _doubles = [];

    /// <summary>The actors that are alive twice, in an order that depends on nothing but their ids.</summary>
    public IReadOnlyList<ActorId> Doubled => InOrder(_doubles.Keys);

    public bool IsDoubled(ActorId id) => _doubles.ContainsKey(id);

    /// <summary>
    /// Another actor takes the place, and the former one goes on, with its mailbox and its timers; of what is sent from
    /// now on each gets a half, by chance. False when it is not in memory, or is alive twice already.
    /// </summary>
    public bool Double(ActorId id)
    {
        if (Present(id) is not { } former || !_doubles.TryAdd(id, former)) return false;
        Remove(former);
        if (Kinds.Traits(id.Kind).IdleAfter is null) base.Find(id).Post(new Envelope(Signal.Revive));
        return true;
    }

    /// <summary>One of the two vanishes, and the other one has the place.</summary>
    /// <param name="formerStays">Null: as chance says.</param>
    public void Merge(ActorId id, bool? formerStays = null)
    {
        if (!_doubles.Remove(id, out var former) || former.IsRetired) return;
        var stays = Present(id) is null || (formerStays ?? Random.Next(2) == 0);
        var leaving = stays ? Present(id) : former;
        if (leaving is not null) In(_courier, _ => leaving.Vanish(DropReason.Crash), null);
        if (stays) Place(former);
    }

    private protected override Activation Find(ActorId id) =>
        _doubles.TryGetValue(id, out var former) && !former.IsRetired && Random.Next(2) == 0 ? former : base.Find(id);
}
