using System.Collections.Immutable;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Auth;

/// <summary>Who may call an endpoint; metadata of every endpoint, enforced by the access middleware.</summary>
/// <param name="AnyOf">A member needs one of these; empty: no member may call, unless <c>AnyMember</c>.</param>
/// <param name="Scope">An API key needs this; null: no API key may call.</param>
/// <param name="Switch">A member's workspace must allow this besides.</param>
/// <param name="OfAdmins">A member must be an admin besides.</param>
/// <param name="PerAddress">Of what anyone may call: limited by where it comes from.</param>
public sealed record AccessRule(
    ImmutableArray<Permission> AnyOf, string? Scope = null, bool AnyMember = false, bool Platform = false,
    bool Anyone = false, WorkspaceAction? Switch = null, bool OfAdmins = false,
    bool PerAddress = false)
{
    public const string AdminName = "admin";

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
        if (!AnyMember && !HasOne(caller)) return OfMember;
        if (OfAdmins && caller.Role != Role.Admin) return AdminName;
        return Switch is { } action && !caller.Workspace.Contains(action) ? PermissionNames.Of(action) : null;
    }

    /// <summary>What adapters call, with every message.</summary>
    public bool IsIntake { get; } = Scope is Auth.Scope.MoWrite or Auth.Scope.MtRead or Auth.Scope.DlrWrite;

    /// <summary>What brings messages of contacts.</summary>
    public bool BringsMessages { get; } = Scope is Auth.Scope.MoWrite;

    /// <summary>
    /// Whether administration may change behind it: never by what adapters alone call, with every message.
    /// </summary>
    public bool MayAdminister => Platform || AnyMember || !AnyOf.IsEmpty;

    /// <summary>What the platform key lacks: it belongs to no tenant.</summary>
    public string MissingOfPlatform => AnyMember ? MemberName : OfMember;

    private bool HasOne(Principal caller)
    {
        foreach (var permission in AnyOf)
        {
            if (caller.Permissions.Contains(permission)) return true;
        }

        return false;
    }

    private string OfMember => AnyOf.IsEmpty ? Scope ?? MemberName : PermissionNames.Of(AnyOf[0]);
}
