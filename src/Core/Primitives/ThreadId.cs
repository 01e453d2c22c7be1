namespace LiveChat.Core.Primitives;

/// <summary>
/// All that passes between one sender and one contact: 128 bits of a keyed hash over tenant, sender and contact.
/// </summary>
public readonly record struct ThreadId(Guid Value) : IGuidId<ThreadId>, IComparable<ThreadId>
{
    public static ThreadId From(Guid value) => new(value);

    public int CompareTo(ThreadId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("N");
}
