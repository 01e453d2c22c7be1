using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration;

/// <summary>
/// The administration model in its database. Writes run one at a time, in all processes of the database, so that they
/// may count what is there; each is one transaction, saved when the delegate returns and rolled back when it throws.
/// </summary>
public interface IAdministrationDatabase
{
    /// <summary>
    /// The same database. What waits for it is taken of each tenant in turn, and this takes the turns of that one;
    /// default: the installation's.
    /// </summary>
    IAdministrationDatabase For(TenantId tenant);

    ValueTask<T> Read<T>(
        Func<AdministrationContext, CancellationToken, Task<T>> query, CancellationToken cancel = default);

    /// <exception cref="StoreBusyException">
    /// Too many wait for their turn, or too many of that tenant; nothing was written.
    /// </exception>
    ValueTask<T> Write<T>(
        Func<AdministrationContext, CancellationToken, Task<T>> change, CancellationToken cancel = default);

    /// <summary>
    /// Called inside of a write, before it ends: whoever follows in another process hears of it once the write is
    /// committed, and never else.
    /// </summary>
    Task Announce(AdministrationContext rows, Touched touched, CancellationToken cancel = default);

    /// <summary>
    /// From its return until what it returns is disposed, tells what other processes announce. One's own writes are not
    /// among it.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database cannot be listened to.</exception>
    ValueTask<IAsyncDisposable> Follow(IFollowsAdministration follower, CancellationToken cancel = default);
}

/// <summary>Hears of changes in other processes. Never blocks, never throws.</summary>
public interface IFollowsAdministration
{
    void Hear(Touched touched);

    /// <summary>The connection was lost: from now on nothing is heard, and perhaps for a while already.</summary>
    void HearNothing();

    /// <summary>From now on changes are heard; before, anything may have changed unheard.</summary>
    void HearAnew();
}
