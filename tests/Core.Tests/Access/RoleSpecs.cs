using System.Collections.Immutable;
using LiveChat.Core.Access;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Tests.Access;

public sealed class RoleSpecs
{
    private static readonly Role[] Roles = Enum.GetValues<Role>();

    [Fact]
    public void An_admin_has_every_permission_of_the_matrix_by_default() =>
        Assert.All(RoleRules.Columns, it => Assert.True(new RoleRules().Has(Role.Admin, it)));

    [Theory]
    [InlineData(Role.Supervisor, "ViewConversations,ReplyInInbox,ManageKnowledgeBase,ViewAnalytics")]
    [InlineData(Role.Agent, "ReplyInInbox")]
    [InlineData(Role.Viewer, "ViewConversations,ViewAnalytics")]
    public void Each_other_role_has_its_defaults(Role role, string permissions) => Assert.Equal(
        permissions, string.Join(',', RoleRules.Columns.Where(it => new RoleRules().Has(role, it))));

    [Fact]
    public void What_a_tenant_has_set_holds_for_that_role_alone()
    {
        var rules = With(Role.Agent, Permission.ViewConversations, true);
        Assert.True(rules.Has(Role.Agent, Permission.ViewConversations));
        Assert.True(rules.Has(Role.Agent, Permission.ReplyInInbox));
        Assert.All(Roles.Where(it => it != Role.Agent), role => Assert.All(
            RoleRules.Columns, it => Assert.Equal(new RoleRules().Has(role, it), rules.Has(role, it))));
    }

    [Fact]
    public void An_admin_manages_the_team_whatever_was_set()
    {
        var rules = With(Role.Admin, Permission.ManageTeam, false);
        Assert.True(rules.Has(Role.Admin, Permission.ManageTeam));
        Assert.Contains(Permission.ManageTeam, rules.Of(Role.Admin, hasSeat: false));
    }

    [Fact]
    public void The_agent_workspace_comes_with_the_seat_and_never_without()
    {
        foreach (var role in Roles)
        {
            Assert.Contains(Permission.AgentWorkspace, new RoleRules().Of(role, hasSeat: true));
            Assert.DoesNotContain(Permission.AgentWorkspace, new RoleRules().Of(role, hasSeat: false));
        }
    }

    [Fact]
    public void Admins_and_supervisors_supervise_what_they_may_view()
    {
        Assert.Equal(
            [Role.Admin, Role.Supervisor],
            Roles.Where(it => new RoleRules().Of(it, hasSeat: true).Contains(Permission.Supervise)));
        var blind = With(Role.Supervisor, Permission.ViewConversations, false);
        Assert.DoesNotContain(Permission.Supervise, blind.Of(Role.Supervisor, hasSeat: true));
        var seeing = With(Role.Agent, Permission.ViewConversations, true);
        Assert.DoesNotContain(Permission.Supervise, seeing.Of(Role.Agent, hasSeat: true));
    }

    [Fact]
    public void Every_permission_is_a_column_or_is_derived() => Assert.Equal(
        Enum.GetValues<Permission>(), [.. RoleRules.Columns, Permission.AgentWorkspace, Permission.Supervise]);

    [Fact]
    public void The_access_of_a_tenant_is_its_rules_for_every_role()
    {
        var rules = With(Role.Agent, Permission.ManageTeam, true);
        var access = new TenantAccess(rules, new WorkspaceRules());
        foreach (var role in Roles)
        {
            Assert.Equal(rules.Of(role, true).Order(), access.Permissions(role, hasSeat: true).Order());
            Assert.Equal(rules.Of(role, false).Order(), access.Permissions(role, hasSeat: false).Order());
        }
    }

    private static RoleRules With(Role role, Permission permission, bool set) => new()
    {
        Set = ImmutableSortedDictionary<Role, ImmutableSortedDictionary<Permission, bool>>.Empty
            .Add(role, ImmutableSortedDictionary<Permission, bool>.Empty.Add(permission, set)),
    };
}
