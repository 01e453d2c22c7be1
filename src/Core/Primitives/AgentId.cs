namespace LiveChat.Core.Primitives;

/// <summary>A member of one tenant who takes conversations.</summary>
public readonly record struct AgentId(Guid Value) : IGuidId<AgentId>, IComparable<AgentId>
{
    public static AgentId From(Guid value) => new(value);

    public int CompareTo(AgentId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("N");
}
