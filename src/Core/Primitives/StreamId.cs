namespace LiveChat.Core.Primitives;

/// <summary>One open agent stream.</summary>
public readonly record struct StreamId(Guid Value) : IGuidId<StreamId>, IComparable<StreamId>
{
    public static StreamId From(Guid value) => new(value);

    public int CompareTo(StreamId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("N");
}
