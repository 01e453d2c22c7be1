using System.Collections.Frozen;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Access;

/// <summary>What the members of one tenant may do, ready to be looked up with every request.</summary>
public sealed class TenantAccess
{
    /// <summary>Of a tenant that has set nothing.</summary>
    public static readonly TenantAccess Default = new(new RoleRules(), new WorkspaceRules());

    private readonly FrozenDictionary<(Role, bool HasSeat), IReadOnlySet<Permission>> _permissions;
    private readonly FrozenDictionary<Role, IReadOnlySet<WorkspaceAction>> _workspace;

    public TenantAccess(RoleRules roles, WorkspaceRules workspace)
    {
        var all = Enum.GetValues<Role>();
        bool[] seats = [true, false];
        _permissions = all.SelectMany(_ => seats, (role, hasSeat) => (role, hasSeat))
            .ToFrozenDictionary(it => it, it => roles.Of(it.role, it.hasSeat));
        _workspace = all.ToFrozenDictionary(
            role => role,
            IReadOnlySet<WorkspaceAction> (role) => Enum.GetValues<WorkspaceAction>()
                .Where(action => workspace.Allows(role, action)).ToFrozenSet());
    }

    public IReadOnlySet<Permission> Permissions(Role role, bool hasSeat) => _permissions[(role, hasSeat)];

    public IReadOnlySet<WorkspaceAction> Workspace(Role role) => _workspace[role];
}
