namespace LiveChat.Core.Primitives;

/// <summary>A label of a tenant's catalogue.</summary>
public readonly record struct LabelId(Guid Value) : IGuidId<LabelId>, IComparable<LabelId>
{
    public static LabelId From(Guid value) => new(value);

    public int CompareTo(LabelId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("N");
}
