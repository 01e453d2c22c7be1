namespace LiveChat.Storage.Administration;

/// <summary>A value for a field of an edit; the default leaves the field as it is.</summary>
public readonly record struct Given<T>(T Value)
{
    public bool Is { get; } = true;

    public static implicit operator Given<T>(T value) => new(value);
}
