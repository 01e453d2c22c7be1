namespace LiveChat.Storage.Administration;

/// <summary>What a command answers: a value, or a refusal; then nothing has changed.</summary>
public readonly record struct Outcome<T>(T? Value, Refusal Refusal)
{
    public static implicit operator Outcome<T>(T value) => new(value, Refusal.None);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
