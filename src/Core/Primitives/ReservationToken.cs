namespace LiveChat.Core.Primitives;

/// <summary>One attempt to give one conversation to one agent. Who holds the token may commit it once.</summary>
public readonly record struct ReservationToken(Guid Value) : IGuidId<ReservationToken>, IComparable<ReservationToken>
{
    public static ReservationToken From(Guid value) => new(value);

    public int CompareTo(ReservationToken other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("N");
}
