using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration;

/// <summary>What every implementation makes of turns: itself is the installation's.</summary>
public abstract class AdministrationDatabase : IAdministrationDatabase
{
    public IAdministrationDatabase For(TenantId tenant) => tenant == default ? this : new Turns(this, tenant);

    public ValueTask<T> Read<T>(
        Func<AdministrationContext, CancellationToken, Task<T>> query, CancellationToken cancel = default) =>
        Read(default, query, cancel);

    public ValueTask<T> Write<T>(
        Func<AdministrationContext, CancellationToken, Task<T>> change, CancellationToken cancel = default) =>
        Write(default, change, cancel);

    public abstract Task Announce(AdministrationContext rows, Touched touched, CancellationToken cancel = default);

    public abstract ValueTask<IAsyncDisposable> Follow(
        IFollowsAdministration follower, CancellationToken cancel = default);

    protected abstract ValueTask<T> Read<T>(
        TenantId tenant, Func<AdministrationContext, CancellationToken, Task<T>> query, CancellationToken cancel);

    protected abstract ValueTask<T> Write<T>(
        TenantId tenant, Func<AdministrationContext, CancellationToken, Task<T>> change, CancellationToken cancel);

    private sealed class Turns(AdministrationDatabase database, TenantId tenant) : IAdministrationDatabase
    {
        public IAdministrationDatabase For(TenantId other) => database.For(other);

        public ValueTask<T> Read<T>(
            Func<AdministrationContext, CancellationToken, Task<T>> query, CancellationToken cancel = default) =>
            database.Read(tenant, query, cancel);

        public ValueTask<T> Write<T>(
            Func<AdministrationContext, CancellationToken, Task<T>> change, CancellationToken cancel = default) =>
            database.Write(tenant, change, cancel);

        public Task Announce(AdministrationContext rows, Touched touched, CancellationToken cancel = default) =>
            database.Announce(rows, touched, cancel);

        public ValueTask<IAsyncDisposable> Follow(
            IFollowsAdministration follower, CancellationToken cancel = default) => database.Follow(follower, cancel);
    }
}
