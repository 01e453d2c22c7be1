namespace LiveChat.Core.Primitives;

/// <summary>A sender (number or short code) of one tenant.</summary>
public readonly record struct SenderId(Guid Value) : IGuidId<SenderId>, IComparable<SenderId>
{
    public static SenderId From(Guid value) => new(value);

    public int CompareTo(SenderId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("N");
}
