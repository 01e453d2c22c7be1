using System.Data.Common;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Members;
using LiveChat.Storage.Administration.Queues;
using LiveChat.Storage.Administration.Senders;
using LiveChat.Storage.Administration.Settings;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Contract.Tests.Administration;

public abstract class AuditTrailContract<TStore> where TStore : OfficeStore, new()
{
    private static readonly AuditActor Ana = new(AuditActorKind.Member, new string('a', 32), "Ana", "203.0.113.9");

    [SkippableFact]
    public async Task A_change_leaves_one_row_with_who_did_it_from_where_and_what_was_there_before()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        var queue = await office.Queue(tenant.Id);
        office.Request.Now = Ana;
        await office.Do(change => QueueCommands.Edit(change, tenant.Id, queue.Id, "Sales", null, null));

        var row = (await Rows(office, tenant.Id))[^1];
        Assert.Equal(("member", Ana.Id, Ana.Ip), (row.Actor, row.ActorId, row.Ip));
        Assert.Equal(("queue.changed", "queue", queue.Id.ToString()), (row.Action, row.TargetKind, row.Target));
        Assert.Equal(office.Time.Now, row.At);
        var detail = AuditDetail.Read(row.Detail!);
        Assert.Equal("Ana", detail.Name);
        Assert.Equal("{\"name\":\"Support\"}", detail.Before!.ToJsonString());
        Assert.Equal("{\"name\":\"Sales\"}", detail.After!.ToJsonString());
    }

    [SkippableFact]
    public async Task What_the_operator_does_is_in_the_platforms_chain()
    {
        await using var office = await Office.Open<TStore>();
        office.Request.Now = new AuditActor(AuditActorKind.Platform, Ip: "::1");
        var tenant = await office.Tenant();
        Assert.Empty(await Rows(office, tenant.Id));
        var rows = await Rows(office, new TenantId(AuditRow.Platform));
        Assert.Equal(["member.created", "tenant.created"], rows.Select(it => it.Action).Order());
        Assert.All(rows, it => Assert.Equal(tenant.Id.Value, it.Tenant));
    }

    [SkippableFact]
    public async Task Secrets_are_never_in_it()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        var queue = await office.Queue(tenant.Id);
        var agent = await Agent(office, tenant.Id, "first-password-hash");
        await office.Do(change => AgentCommands.Edit(change, tenant.Id, agent.Agent, new AgentEdit(
            null, default, "second-password-hash", null, default, null, null, null)));
        var key = TokenHash.Of("lck_of-the-test");
        await office.Do(change => ApiKeyCommands.Create(
            change, tenant.Id, new NewApiKey("adapter", key, "lck_of-the", ["mo:write"], null)));
        await office.Do(change => SessionCommands.Open(change, new NewSession(
            tenant.Id, agent.Id, "second-password-hash", TokenHash.Of("lcs_of-the-test"))));
        await office.Do(change => SenderCommands.Create(change, tenant.Id, new NewSender(
            Channel.Sms, "+34900100200", queue.Id, 0, "sealed-delivery-of-the-test")));

        var rows = await Rows(office, tenant.Id);
        var everything = string.Join('\n', rows.Select(it => it.Detail));
        foreach (var secret in (string[])
        [
            "password-hash", "sealed-delivery", Convert.ToHexStringLower(key.ToBytes()), key.ToString(),
            Convert.ToBase64String(key.ToBytes()), "lck_of-the-test", "lcs_of-the-test",
        ]) Assert.DoesNotContain(secret, everything, StringComparison.OrdinalIgnoreCase);

        var changed = rows.Single(it => it.Action == "member.changed");
        Assert.Equal(
            "{\"passwordHash\":\"[secret]\"}", AuditDetail.Read(changed.Detail!).After!.ToJsonString());
    }

    [SkippableFact]
    public async Task Each_row_of_a_command_is_audited_under_a_name_of_its_own()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        var queue = await office.Queue(tenant.Id);
        var agent = await office.Agent(tenant.Id, "bea", queue.Id);
        await office.Do(change => AgentCommands.SetEnabled(change, tenant.Id, agent.Agent, false));
        await office.Do(change => AgentCommands.SetEnabled(change, tenant.Id, agent.Agent, false));
        await office.Do(change => AgentCommands.Delete(change, tenant.Id, agent.Agent));
        Assert.Equal(
            [
                "tenant.created", "member.created", "queue.created", "member.created", "membership.created",
                "member.disabled", "member.deleted", "membership.deleted",
            ],
            (await Rows(office, tenant.Id)).Select(it => it.Action));
    }

    [SkippableFact]
    public async Task Of_a_settings_document_only_what_differs_is_kept()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        await Close(it => it with { Reasons = ["solved", "spam"] });
        await Close(it => it with { AgentsMayClose = false });
        var row = (await Rows(office, tenant.Id))[^1];
        Assert.Equal(("setting.changed", "closure"), (row.Action, row.Target));
        Assert.Equal("{\"body\":{\"agentsMayClose\":false}}", AuditDetail.Read(row.Detail!).After!.ToJsonString());

        Task Close(Func<ClosureRules, ClosureRules> edit) => office.Do(change => SettingCommands.Set(
            change, tenant.Id, SettingKind.Closure, null, edit));
    }

    [SkippableFact]
    public async Task What_was_refused_failed_or_changed_nothing_leaves_no_row()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        var queue = await office.Queue(tenant.Id);
        var before = await Rows(office, tenant.Id);
        await office.Commands.Run(change => QueueCommands.Edit(
            change, tenant.Id, new QueueId(Guid.CreateVersion7()), "x", null, null));
        await office.Do(change => QueueCommands.Edit(
            change, tenant.Id, queue.Id, "Support", null, null));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await office.Commands.Run<bool>(async change =>
        {
            (await change.Rows.Queues.SingleAsync()).Name = "Sales";
            change.Note(new AuditNote(tenant.Id, "queue.tried", "queue"));
            throw new InvalidOperationException();
        }));
        Assert.Equal(before.Select(it => it.Hash), (await Rows(office, tenant.Id)).Select(it => it.Hash));
    }

    [SkippableFact]
    public async Task A_note_stands_beside_the_changes()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        office.Request.Now = Ana;
        await office.Commands.Run<bool>(change =>
        {
            change.Note(new AuditNote(tenant.Id, "session.refused", "member"));
            return Task.FromResult<Outcome<bool>>(Refusal.NotFound);
        });
        Assert.Equal("session.refused", (await Rows(office, tenant.Id))[^1].Action);
    }

    [SkippableFact]
    public async Task The_database_refuses_to_change_or_delete_a_row()
    {
        await using var office = await Office.Open<TStore>();
        await office.Tenant();
        await office.Do(change =>
        {
            change.Note(new AuditNote(null, "platform-key.tried", "platformKey"));
            return Task.FromResult<Outcome<bool>>(true);
        });
        foreach (var sql in (string[])
        [
            "update audit set actor = 'system'", "update audit set detail = null", "delete from audit",
            "delete from audit where tenant is null", "delete from audit_head",
        ])
        {
            var refused = await Assert.ThrowsAnyAsync<DbException>(() => office.Store.Run(sql));
            Assert.Contains("append-only", refused.Message);
        }
    }

    [SkippableTheory]
    [InlineData("update audit set actor_id = null, actor = 'platform' where number = 3", "row 3 was changed")]
    [InlineData("update audit set detail = replace(detail, 'Support', 'Sales')", "row 3 was changed")]
    [InlineData("delete from audit where number = 2", "row 2 was removed")]
    [InlineData("delete from audit where number = 4", "row 4 was removed")]
    [InlineData(
        "update audit set number = -number where number in (2, 3); "
        + "update audit set number = 5 + number where number < 0",
        "row 3 stands in the place of row 2", "row 2 stands in the place of row 3")]
    public async Task Whoever_gets_past_that_is_found(string tampering, params string[] findings)
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        await office.Queue(tenant.Id);
        await office.Queue(tenant.Id, "Other");
        var intact = Assert.Single(await AuditChains.Verify(office.Store.Administration));
        Assert.Equal((4, 0, "acme"), (intact.Last.Number, intact.Findings.Count, intact.Slug));

        await office.Store.LiftAuditGuards();
        await office.Store.Run(tampering);
        var standing = Assert.Single(await AuditChains.Verify(office.Store.Administration));
        Assert.Equal(findings, standing.Findings.Select(it => it.ToString()));
    }

    private static Task<MemberRow> Agent(Office office, TenantId tenant, string hash) => office.Do(
        change => AgentCommands.Create(change, tenant, new NewAgent(
            "bea", "Bea", null, hash, Role.Agent, null, true, [], [])));

    private static async Task<List<AuditRow>> Rows(Office office, TenantId chain) =>
        await office.Store.Administration.Read((rows, cancel) => rows.Audit
            .Where(it => it.Chain == chain.Value).OrderBy(it => it.Number).ToListAsync(cancel));
}

public sealed class AuditTrailOnSqlite : AuditTrailContract<SqliteOffice>;

public sealed class AuditTrailOnPostgres : AuditTrailContract<PostgresOffice>;
