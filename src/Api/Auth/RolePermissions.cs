using System.Collections.Frozen;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Auth;

/// <summary>What each role may do unless its tenant says otherwise.</summary>
public static class RolePermissions
{
    private static readonly FrozenDictionary<Role, FrozenSet<Permission>> _defaults =
        new Dictionary<Role, FrozenSet<Permission>>
        {
            [Role.Admin] = Set(
                Permission.ViewConversations, Permission.ReplyInInbox, Permission.ManageKnowledgeBase,
                Permission.CreateCampaigns, Permission.EditBotConfig, Permission.ViewAnalytics, Permission.ManageTeam,
                Permission.AccessApiKeys, Permission.Supervise),
            [Role.Supervisor] = Set(
                Permission.ViewConversations, Permission.ReplyInInbox, Permission.ViewAnalytics, Permission.Supervise),
            [Role.Agent] = Set(Permission.ReplyInInbox),
            [Role.Viewer] = Set(Permission.ViewConversations, Permission.ViewAnalytics),
        }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Role, FrozenSet<Permission>> _withSeat = _defaults.ToFrozenDictionary(
        pair => pair.Key, pair => Set([.. pair.Value, Permission.AgentWorkspace]));

    /// <summary>The agent workspace comes with the seat, whatever the role.</summary>
    public static IReadOnlySet<Permission> Of(Role role, bool hasSeat) => (hasSeat ? _withSeat : _defaults)[role];

    private static FrozenSet<Permission> Set(params Permission[] permissions) => permissions.ToFrozenSet();
}
