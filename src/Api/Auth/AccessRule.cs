using System.Collections.Immutable;

namespace LiveChat.Api.Auth;

/// <summary>Who may call an endpoint; metadata of every endpoint, enforced by the access middleware.</summary>
/// <param name="AnyOf">A member needs one of these; empty: no member may call, unless <c>AnyMember</c>.</param>
/// <param name="Scope">An API key needs this; null: no API key may call.</param>
public sealed record AccessRule(
    ImmutableArray<Permission> AnyOf, string? Scope = null, bool AnyMember = false, bool Platform = false,
    bool Anyone = false)
{
    /// <summary>What is missing for this caller, as the <c>permission</c> of a 403 names it; null when it may call.</summary>
    public string? Missing(Principal caller)
    {
        if (Platform) return "platform";
        if (caller.KeyId is not null)
            return Scope is not null && caller.Scopes.Contains(Scope) ? null : Scope ?? "member";
        if (AnyMember || AnyOf.Any(caller.Permissions.Contains)) return null;
        return AnyOf.IsEmpty ? Scope : PermissionNames.Of(AnyOf[0]);
    }
}
