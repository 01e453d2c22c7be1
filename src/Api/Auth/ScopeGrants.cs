using System.Collections.Frozen;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Auth;

/// <summary>
/// What a member must be allowed itself before it can make a key that may: otherwise the right to make keys would be
/// the right to everything. What no permission gives is asked for too: keys with <c>admin:write</c> make admins and
/// change what roles may do, and keys that read conversations see full numbers. A key makes keys of any scope, as far
/// as it may make keys at all.
/// </summary>
internal static class ScopeGrants
{
    private const string FullNumbers = "showFullPhone";

    private static readonly FrozenDictionary<string, Permission> _needs = new Dictionary<string, Permission>
    {
        [Scope.AdminRead] = Permission.ManageTeam,
        [Scope.AdminWrite] = Permission.ManageTeam,
        [Scope.ConversationsRead] = Permission.ViewConversations,
        [Scope.ConversationsWrite] = Permission.Supervise,
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> _showNumbers =
    [
        Scope.ConversationsRead, Scope.ConversationsWrite, Scope.MtRead, Scope.AdminRead,
    ];

    /// <summary>What the caller lacks for handing these out, as a 403 names it; null when it may.</summary>
    public static string? Missing(Principal caller, IEnumerable<string> scopes)
    {
        if (caller.KeyId is not null) return null;
        foreach (var scope in scopes)
        {
            if (_needs.TryGetValue(scope, out var needed) && !caller.Permissions.Contains(needed))
                return PermissionNames.Of(needed);
            if (scope == Scope.AdminWrite && caller.Role != Role.Admin) return AccessRule.AdminName;
            if (!caller.ShowFullPhone && _showNumbers.Contains(scope)) return FullNumbers;
        }

        return null;
    }
}
