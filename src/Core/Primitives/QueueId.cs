namespace LiveChat.Core.Primitives;

/// <summary>A queue of one tenant.</summary>
public readonly record struct QueueId(Guid Value) : IGuidId<QueueId>, IComparable<QueueId>
{
    public static QueueId From(Guid value) => new(value);

    public int CompareTo(QueueId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("N");
}
