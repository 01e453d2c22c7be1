namespace LiveChat.Core.Primitives;

/// <summary>One organisation: the isolation unit and the first part of every key.</summary>
public readonly record struct TenantId(Guid Value) : IGuidId<TenantId>, IComparable<TenantId>
{
    public static TenantId From(Guid value) => new(value);

    public int CompareTo(TenantId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("N");
}
