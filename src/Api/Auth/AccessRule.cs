using System.Collections.Immutable;

namespace LiveChat.Api.Auth;

/// <summary>Who may call an endpoint; metadata of every endpoint, enforced by the access middleware.</summary>
/// <param name="AnyOf">A member needs one of these; empty: no member may call, unless <c>AnyMember</c>.</param>
/// <param name="Scope">An API key needs this; null: no API key may call.</param>
public sealed record AccessRule(
    ImmutableArray<Permission> AnyOf, string? Scope = null, bool AnyMember = false, bool Platform = false,
    bool Anyone = false)
{
    private const string PlatformName = "platform";
    private const string MemberName = "member";

    /// <summary>
    /// What is missing for this caller, as the <c>permission</c> of a 403 names it; null when it may call.
    /// </summary>
    public string? Missing(Principal caller)
    {
        if (Platform) return PlatformName;
        if (caller.KeyId is not null)
            return Scope is not null && caller.Scopes.Contains(Scope) ? null : Scope ?? MemberName;
        if (AnyMember) return null;
        foreach (var permission in AnyOf)
        {
            if (caller.Permissions.Contains(permission)) return null;
        }

        return OfMember;
    }

    /// <summary>
    /// Whether administration may change behind it: never by what adapters alone call, with every message.
    /// </summary>
    public bool MayAdminister => Platform || AnyMember || !AnyOf.IsEmpty;

    /// <summary>What the platform key lacks: it belongs to no tenant.</summary>
    public string MissingOfPlatform => AnyMember ? MemberName : OfMember;

    private string OfMember => AnyOf.IsEmpty ? Scope ?? MemberName : PermissionNames.Of(AnyOf[0]);
}
