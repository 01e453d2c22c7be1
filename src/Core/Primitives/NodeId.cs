namespace LiveChat.Core.Primitives;

/// <summary>One running process that holds agent streams.</summary>
public readonly record struct NodeId(Guid Value) : IGuidId<NodeId>, IComparable<NodeId>
{
    public static NodeId From(Guid value) => new(value);

    public int CompareTo(NodeId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("N");
}
