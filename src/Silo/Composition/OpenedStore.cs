using LiveChat.Storage;
using LiveChat.Storage.Postgres.Ownership;

namespace LiveChat.Silo.Composition;

/// <summary>A store that this process has for itself, and what holds it so.</summary>
/// <param name="Name">What a person knows it by; never with a password.</param>
internal sealed record OpenedStore(IStore Store, PostgresOwnership? Ownership, string Name) : IAsyncDisposable
{
    /// <summary>Ends when another process has it, which is never for a file.</summary>
    public Task Lost => Ownership?.Lost ?? Task.Delay(Timeout.Infinite);

    /// <summary>First all is written, then another may have it.</summary>
    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        if (Ownership is not null) await Ownership.DisposeAsync();
    }
}
