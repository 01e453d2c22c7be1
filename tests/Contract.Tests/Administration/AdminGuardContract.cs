using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Administration.Members;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Contract.Tests.Administration;

/// <summary>Whatever command changes members: a tenant keeps an admin, and only admins meddle with admins.</summary>
public abstract class AdminGuardContract<TStore> where TStore : OfficeStore, new()
{
    [SkippableFact]
    public async Task Of_any_number_of_admins_who_are_all_taken_at_once_one_stays()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = (await office.Tenant()).Id;
        var admins = new List<AgentId>();
        for (var i = 0; i < 4; i++) admins.Add((await Admin(office, tenant, $"admin{i}")).Agent);
        await office.Do(change => WithFirstAdmin(change, tenant, admin => admin.Enabled = false));

        var outcomes = await Task.WhenAll(admins.Select((admin, i) => Task.Run(async () => (i % 3) switch
        {
            0 => await office.Commands.Run(change => Demote(change, tenant, admin)),
            1 => await office.Commands.Run(change => AgentCommands.SetEnabled(change, tenant, admin, false)),
            _ => await office.Commands.Run(change => AgentCommands.Delete(change, tenant, admin)),
        })));
        Assert.Single(outcomes, it => it.Refusal == Refusal.LastAdmin);
        Assert.Equal(3, outcomes.Count(it => it.Refusal == Refusal.None));
        Assert.Equal(1, await office.Store.Administration.Read((rows, cancel) => rows.Members.CountAsync(
            it => it.Tenant == tenant && it.Role == Role.Admin && it.Enabled && it.DeletedAt == null, cancel)));
    }

    [SkippableFact]
    public async Task Another_tenants_admins_do_not_count_and_one_who_takes_over_in_the_same_command_does()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = (await office.Tenant()).Id;
        var refused = await office.Commands.Run(change => WithFirstAdmin(change, tenant, it => it.Role = Role.Viewer));
        Assert.Equal(Refusal.LastAdmin, refused.Refusal);
        var maria = await office.Agent(tenant, "maria");
        await office.Do(async change =>
        {
            await AgentCommands.Edit(change, tenant, maria.Agent, Edit(Role.Admin));
            return await WithFirstAdmin(change, tenant, it => it.Role = Role.Viewer);
        });
    }

    [SkippableTheory]
    [InlineData(Role.Supervisor, Refusal.AdminsAlone)]
    [InlineData(Role.Agent, Refusal.AdminsAlone)]
    [InlineData(Role.Admin, Refusal.None)]
    public async Task A_member_meddles_with_admins_only_as_an_admin(Role role, Refusal expected)
    {
        await using var office = await Office.Open<TStore>();
        var tenant = (await office.Tenant()).Id;
        var (target, maria) = (await Admin(office, tenant, "eva"), await office.Agent(tenant, "maria"));
        var actor = await office.Do(change => AgentCommands.Edit(change, tenant, maria.Agent, Edit(role)));
        Assert.Equal(expected, await By(change => AgentCommands.SetEnabled(change, tenant, target.Agent, false)));
        Assert.Equal(expected, await By(change => Demote(change, tenant, target.Agent)));
        Assert.Equal(expected, await By(change => AgentCommands.Edit(change, tenant, maria.Agent, Edit(Role.Admin))));
        Assert.Equal(expected, await By(change => AgentCommands.Create(
            change, tenant, new NewAgent("new", "New", null, "hash", Role.Admin, null, true, [], []))));
        Assert.Equal(Refusal.None, await By(change => AgentCommands.Create(
            change, tenant, new NewAgent("other", "Other", null, "hash", Role.Agent, null, true, [], []))));

        async Task<Refusal> By(Func<Change, Task<Outcome<MemberRow>>> command) => (await office.Commands.Run(change =>
        {
            change.Actor = new AuditActor(AuditActorKind.Member, actor.Id.ToString());
            return command(change);
        })).Refusal;
    }

    [SkippableFact]
    public async Task What_is_refused_leaves_the_agents_row_as_it_was_and_makes_none()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = (await office.Tenant()).Id;
        var (eva, luis) = (await Admin(office, tenant, "eva"), await office.Agent(tenant, "luis"));
        await office.Do(change => WithFirstAdmin(change, tenant, admin => admin.Enabled = false));
        var before = await office.Store.Agents.Find(tenant, eva.Agent);
        Assert.NotNull(before);
        Assert.Equal(Refusal.LastAdmin, (await office.Commands.Run(
            change => AgentCommands.SetEnabled(change, tenant, eva.Agent, enabled: false))).Refusal);
        Assert.Equal(Refusal.LastAdmin, (await office.Commands.Run(
            change => AgentCommands.Delete(change, tenant, eva.Agent))).Refusal);
        Assert.Equal(before, await office.Store.Agents.Find(tenant, eva.Agent));

        var rows = await Rows();
        Assert.Equal(Refusal.AdminsAlone, (await office.Commands.Run(change =>
        {
            change.Actor = new AuditActor(AuditActorKind.Member, luis.Id.ToString());
            return AgentCommands.Create(
                change, tenant, new NewAgent("new", "New", null, "hash", Role.Admin, null, true, [], []));
        })).Refusal);
        Assert.Equal(rows, await Rows());

        async Task<int> Rows() => await office.Store.Administration.Read(
            (context, cancel) => context.Presences.CountAsync(row => row.Tenant == tenant, cancel));
    }

    private static Task<MemberRow> Admin(Office office, TenantId tenant, string username) => office.Do(
        change => AgentCommands.Create(change, tenant, new NewAgent(
            username, username, null, "hash", Role.Admin, null, true, [], [])));

    private static Task<Outcome<MemberRow>> Demote(Change change, TenantId tenant, AgentId admin) =>
        AgentCommands.Edit(change, tenant, admin, Edit(Role.Agent));

    private static AgentEdit Edit(Role role) => new(null, default, null, role, default, null, null, null);

    private static async Task<Outcome<MemberRow>> WithFirstAdmin(
        Change change, TenantId tenant, Action<MemberRow> edit)
    {
        var admin = await change.Rows.Members.SingleAsync(it => it.Tenant == tenant && !it.HasSeat);
        edit(admin);
        return admin;
    }
}

public sealed class AdminGuardOnSqlite : AdminGuardContract<SqliteOffice>;

public sealed class AdminGuardOnPostgres : AdminGuardContract<PostgresOffice>;
