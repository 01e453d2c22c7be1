using System.Net;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Audit;

namespace LiveChat.Api.Auth;

/// <summary>
/// Who stands behind the request that runs on this flow of calls, entered by the access middleware; made out only when
/// a change asks for it.
/// </summary>
internal sealed class ActorOfRequest : IActorOfRequest
{
    private static readonly AsyncLocal<Entered?> _request = new();

    /// <summary>Whose request it is; default outside of requests, and of those that are no tenant's.</summary>
    public static TenantId Tenant => _request.Value?.Tenant ?? default;

    public AuditActor Now => _request.Value is { } entered ? Of(entered.Http) : AuditActor.System;

    /// <summary>For as long as the calling method runs, and all it calls.</summary>
    public static void Enter(HttpContext http, TenantId tenant = default) =>
        _request.Value = new Entered(http, tenant);

    private static AuditActor Of(HttpContext http)
    {
        var ip = IpOf(http.Connection.RemoteIpAddress);
        if (http.Features.Get<PlatformCaller>() is { } platform)
            return new AuditActor(AuditActorKind.Platform, platform.KeyId, platform.Name, ip);
        return http.Features.Get<Principal>() switch
        {
            { KeyId: { } key } => new AuditActor(AuditActorKind.Key, key, Ip: ip),
            { Member: { } member } it => new AuditActor(AuditActorKind.Member, member.ToString(), it.DisplayName, ip),
            _ => new AuditActor(AuditActorKind.Anonymous, Ip: ip),
        };
    }

    /// <summary>What goes on when the request has ended may ask for the tenant still.</summary>
    private sealed record Entered(HttpContext Http, TenantId Tenant);

    private static string? IpOf(IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();
}

/// <summary>The operator, by one of its keys; null for the key of the settings.</summary>
public sealed record PlatformCaller(string? KeyId, string? Name)
{
    public static readonly PlatformCaller OfSettings = new(null, null);
}
