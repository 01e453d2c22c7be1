namespace LiveChat.Storage;

/// <summary>Whether the store serves, for the readiness endpoint.</summary>
public interface IStoreHealth
{
    /// <summary>What the last write showed; answered from memory.</summary>
    StoreHealth Last { get; }

    /// <summary>
    /// The same while writes succeed; after a failed one, the answer of a new write that is made for this call, so that
    /// an idle server notices when the trouble is over. Never throws.
    /// </summary>
    ValueTask<StoreHealth> Check(CancellationToken cancel = default);
}

/// <summary>
/// <c>Trouble</c> says what is wrong, in words for an operator, and <c>Since</c> when; null while all is well.
/// </summary>
public sealed record StoreHealth(string? Trouble, DateTimeOffset? Since)
{
    public static readonly StoreHealth Good = new(null, null);

    public bool Serves => Trouble is null;
}
