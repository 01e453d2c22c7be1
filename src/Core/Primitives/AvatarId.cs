namespace LiveChat.Core.Primitives;

/// <summary>A picture that the server keeps. It is random: whoever knows it may see the picture.</summary>
public readonly record struct AvatarId(Guid Value) : IGuidId<AvatarId>, IComparable<AvatarId>
{
    public static AvatarId From(Guid value) => new(value);

    public int CompareTo(AvatarId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("N");
}
