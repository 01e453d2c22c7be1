using System.Collections.Frozen;
using System.Collections.Immutable;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Access;

/// <summary>
/// R3.3: the matrix of four roles and eight permissions as a tenant has set it; what it has not set is the default. An
/// admin always manages the team, so that no tenant can lock itself out of its own settings.
/// </summary>
public sealed record RoleRules
{
    /// <summary>The columns of the matrix.</summary>
    public static readonly ImmutableArray<Permission> Columns =
    [
        Permission.ViewConversations, Permission.ReplyInInbox, Permission.ManageKnowledgeBase,
        Permission.CreateCampaigns, Permission.EditBotConfig, Permission.ViewAnalytics, Permission.ManageTeam,
        Permission.AccessApiKeys,
    ];

    private static readonly FrozenDictionary<Role, ImmutableArray<Permission>> _defaults =
        new Dictionary<Role, ImmutableArray<Permission>>
        {
            [Role.Admin] = Columns,
            [Role.Supervisor] =
            [
                Permission.ViewConversations, Permission.ReplyInInbox, Permission.ManageKnowledgeBase,
                Permission.ViewAnalytics,
            ],
            [Role.Agent] = [Permission.ReplyInInbox],
            [Role.Viewer] = [Permission.ViewConversations, Permission.ViewAnalytics],
        }.ToFrozenDictionary();

    public ImmutableSortedDictionary<Role, ImmutableSortedDictionary<Permission, bool>> Set { get; init; } =
        ImmutableSortedDictionary<Role, ImmutableSortedDictionary<Permission, bool>>.Empty;

    /// <summary>Whether the tenant may not change it.</summary>
    public static bool IsFixed(Role role, Permission permission) =>
        role == Role.Admin && permission == Permission.ManageTeam;

    /// <summary>A cell of the matrix.</summary>
    public bool Has(Role role, Permission permission) =>
        Set.TryGetValue(role, out var own) && own.TryGetValue(permission, out var set) && !IsFixed(role, permission)
            ? set
            : _defaults[role].Contains(permission);

    /// <summary>
    /// All that a member may: its row of the matrix; with a seat the agent workspace, whatever the role; and who is
    /// admin or supervisor and may view conversations supervises them.
    /// </summary>
    public IReadOnlySet<Permission> Of(Role role, bool hasSeat)
    {
        var permissions = Columns.Where(it => Has(role, it)).ToHashSet();
        if (hasSeat) permissions.Add(Permission.AgentWorkspace);
        if (role is Role.Admin or Role.Supervisor && permissions.Contains(Permission.ViewConversations))
            permissions.Add(Permission.Supervise);
        return permissions.ToFrozenSet();
    }
}
