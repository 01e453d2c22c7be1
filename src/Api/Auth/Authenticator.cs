using System.Collections.Frozen;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Caching;
using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Api.Auth;

/// <summary>
/// Finds who stands behind a token by its hash, and what its tenant lets it do now: both from memory, until a command
/// changes them.
/// </summary>
internal sealed class Authenticator(
    CachedCredentials credentials, IDirectory directory, KeyMeter meter, PlatformKeys platformKeys) : IAuthenticator
{
    private static readonly FrozenSet<Permission> _noPermissions = [];
    private static readonly FrozenSet<string> _noScopes = [];

    public async ValueTask<Principal?> Find(string token, CancellationToken cancel = default)
    {
        if (!BearerToken.IsSessionOrApiKey(token)) return null;
        return await credentials.Find(TokenHash.Of(token), cancel) switch
        {
            SessionCredential session => Of(session, await directory.Tenant(session.Tenant, cancel)),
            KeyCredential key => Of(key),
            _ => null,
        };
    }

    public ValueTask<PlatformCaller?> FindPlatform(string token, CancellationToken cancel = default) =>
        platformKeys.Find(token, cancel);

    private static Principal Of(SessionCredential session, TenantEntry? tenant)
    {
        var access = tenant?.Access ?? TenantAccess.Default;
        return new Principal
        {
            Tenant = session.Tenant,
            Member = session.Member,
            Role = session.Role,
            Agent = session.HasSeat ? new AgentId(session.Member.Value) : null,
            DisplayName = session.DisplayName,
            ShowFullPhone = session.ShowFullPhone,
            Session = session.Id,
            SignedInAt = session.OpenedAt,
            HasTotp = session.HasTotp,
            Permissions = access.Permissions(session.Role, session.HasSeat),
            Workspace = access.Workspace(session.Role),
            Scopes = _noScopes,
        };
    }

    private Principal Of(KeyCredential key) => new()
    {
        Tenant = key.Tenant,
        KeyId = key.Id.ToString("N"),
        Usage = meter.Of(key.Tenant, key.Id),
        Permissions = _noPermissions,
        Scopes = key.Scopes,
    };
}
