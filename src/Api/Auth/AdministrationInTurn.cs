using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;

namespace LiveChat.Api.Auth;

/// <summary>
/// The administration's database, of which work behind a request takes its turn among that of the request's tenant;
/// other work is the installation's, unless it says whose it is.
/// </summary>
internal sealed class AdministrationInTurn(IAdministrationDatabase database) : IAdministrationDatabase
{
    private IAdministrationDatabase InTurn => database.For(ActorOfRequest.Tenant);

    public IAdministrationDatabase For(TenantId tenant) => database.For(tenant);

    public ValueTask<T> Read<T>(
        Func<AdministrationContext, CancellationToken, Task<T>> query, CancellationToken cancel = default) =>
        InTurn.Read(query, cancel);

    public ValueTask<T> Write<T>(
        Func<AdministrationContext, CancellationToken, Task<T>> change, CancellationToken cancel = default) =>
        InTurn.Write(change, cancel);

    public Task Announce(AdministrationContext rows, Touched touched, CancellationToken cancel = default) =>
        database.Announce(rows, touched, cancel);

    public ValueTask<IAsyncDisposable> Follow(IFollowsAdministration follower, CancellationToken cancel = default) =>
        database.Follow(follower, cancel);
}
