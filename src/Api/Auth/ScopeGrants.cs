using System.Collections.Frozen;

namespace LiveChat.Api.Auth;

/// <summary>
/// What a member must be allowed itself before it can make a key that may: otherwise the right to make keys would be
/// the right to everything. A key makes keys of any scope, as far as it may make keys at all.
/// </summary>
internal static class ScopeGrants
{
    private static readonly FrozenDictionary<string, Permission> _needs = new Dictionary<string, Permission>
    {
        [Scope.AdminRead] = Permission.ManageTeam,
        [Scope.AdminWrite] = Permission.ManageTeam,
        [Scope.ConversationsRead] = Permission.ViewConversations,
        [Scope.ConversationsWrite] = Permission.Supervise,
    }.ToFrozenDictionary();

    /// <summary>The permission that the caller lacks for handing these out; null when it may.</summary>
    public static Permission? Missing(Principal caller, IEnumerable<string> scopes)
    {
        if (caller.KeyId is not null) return null;
        foreach (var scope in scopes)
        {
            if (_needs.TryGetValue(scope, out var needed) && !caller.Permissions.Contains(needed)) return needed;
        }

        return null;
    }
}
