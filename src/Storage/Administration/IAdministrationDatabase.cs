namespace LiveChat.Storage.Administration;

/// <summary>
/// The administration model in its database. Writes run one at a time through the same writer as appends, so that they
/// neither wait for a lock nor make others wait; each is one transaction, saved when the delegate returns and rolled
/// back when it throws.
/// </summary>
public interface IAdministrationDatabase
{
    ValueTask<T> Read<T>(
        Func<AdministrationContext, CancellationToken, Task<T>> query, CancellationToken cancel = default);

    ValueTask<T> Write<T>(
        Func<AdministrationContext, CancellationToken, Task<T>> change, CancellationToken cancel = default);
}
