namespace LiveChat.Core.Primitives;

/// <summary>A person who can sign in. An agent is a member with a seat, so an agent's id is its member's id.</summary>
public readonly record struct MemberId(Guid Value) : IGuidId<MemberId>, IComparable<MemberId>
{
    public static MemberId From(Guid value) => new(value);

    public int CompareTo(MemberId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("N");
}
