namespace LiveChat.Storage.Installation;

/// <summary>
/// What one installation keeps about itself under a name: the key of its thread hash, the hash of its platform key.
/// Values are durable on return.
/// </summary>
public interface IInstallation
{
    ValueTask<ReadOnlyMemory<byte>?> Get(string name, CancellationToken cancel = default);

    /// <summary>
    /// The value under the name; where there is none, the one that <c>create</c> makes. Whoever asks at the same time,
    /// in this process or another, gets the same value.
    /// </summary>
    ValueTask<ReadOnlyMemory<byte>> GetOrCreate(string name, Func<byte[]> create, CancellationToken cancel = default);

    ValueTask Set(string name, ReadOnlyMemory<byte> value, CancellationToken cancel = default);
}
