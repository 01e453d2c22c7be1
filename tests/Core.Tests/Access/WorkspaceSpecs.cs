using System.Collections.Immutable;
using LiveChat.Core.Access;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Tests.Access;

public sealed class WorkspaceSpecs
{
    private const WorkspaceAction Mark = WorkspaceAction.MarkImportant;

    [Fact]
    public void By_default_everybody_may_what_there_is_and_nobody_what_there_is_not()
    {
        var rules = new WorkspaceRules();
        foreach (var role in Enum.GetValues<Role>())
        {
            Assert.Equal(
                WorkspaceRules.Available.Order(),
                Enum.GetValues<WorkspaceAction>().Where(it => rules.Allows(role, it)).Order());
        }
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(true, null, true)]
    [InlineData(false, null, false)]
    [InlineData(null, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, true)]
    [InlineData(false, false, false)]
    public void A_role_inherits_of_the_tenant_and_the_tenant_of_the_default(bool? tenant, bool? role, bool allowed)
    {
        var rules = Rules(Mark, tenant, role);
        Assert.Equal(allowed, rules.Allows(Role.Agent, Mark));
        Assert.Equal(tenant ?? true, rules.Allows(Role.Viewer, Mark));
        Assert.Equal(role, rules.OfRole(Role.Agent, Mark));
    }

    [Fact]
    public void What_the_product_cannot_do_is_off_whatever_was_set()
    {
        foreach (var action in Enum.GetValues<WorkspaceAction>().Except(WorkspaceRules.Available))
        {
            var rules = Rules(action, tenant: true, role: true);
            Assert.False(rules.Allows(action));
            Assert.False(rules.Allows(Role.Agent, action));
        }
    }

    [Fact]
    public void The_access_of_a_tenant_is_its_rules_for_every_role()
    {
        var access = new TenantAccess(new RoleRules(), Rules(Mark, tenant: null, role: false));
        Assert.DoesNotContain(Mark, access.Workspace(Role.Agent));
        Assert.Contains(Mark, access.Workspace(Role.Supervisor));
        Assert.Contains(WorkspaceAction.AskForHelp, access.Workspace(Role.Agent));
    }

    private static WorkspaceRules Rules(WorkspaceAction action, bool? tenant, bool? role)
    {
        var none = ImmutableSortedDictionary<WorkspaceAction, bool>.Empty;
        var rules = new WorkspaceRules();
        if (tenant is { } set) rules = rules with { Tenant = none.Add(action, set) };
        return role is { } own ? rules with { Roles = rules.Roles.Add(Role.Agent, none.Add(action, own)) } : rules;
    }
}
