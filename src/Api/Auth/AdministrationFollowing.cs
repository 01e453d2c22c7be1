using LiveChat.Contracts.Actors;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Caching;
using Microsoft.Extensions.Hosting;

namespace LiveChat.Api.Auth;

/// <summary>
/// From before the first request to after the last, hears what other processes of the same database change.
/// </summary>
internal sealed class AdministrationFollowing(
    IAdministrationDatabase database, IEnumerable<IRemembersAdministration> memories, IActors actors,
    ILocalActors? here = null) : IHostedService
{
    private IAsyncDisposable? _following;

    public async Task StartAsync(CancellationToken cancellationToken) =>
        _following = await database.Follow(new AdministrationAudience(memories, actors, here), cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_following is { } following) await following.DisposeAsync();
    }
}
