using LiveChat.Contracts.Actors;

namespace LiveChat.Embedded.Deterministic;

/// <summary>A tell on its way; <c>From</c> is null for one that no actor sent.</summary>
public readonly record struct Passage(ActorId? From, ActorId To, IMessage Message);

/// <summary>What becomes of a tell: how many copies arrive, each after <c>Delay</c> of virtual time.</summary>
public readonly record struct Fate(int Copies, TimeSpan Delay)
{
    public static readonly Fate Deliver = new(1, TimeSpan.Zero);

    public static readonly Fate Drop = new(0, TimeSpan.Zero);

    public static readonly Fate Duplicate = new(2, TimeSpan.Zero);

    public static Fate After(TimeSpan delay) => new(1, delay);
}
