using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Danger;
using LiveChat.Storage.Administration.Members;
using LiveChat.Storage.Administration.Settings;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Contract.Tests.Administration;

/// <summary>The end of a tenant that is deleted, which a crash may have the job come to once more.</summary>
public abstract class ForgottenTenantContract<TStore> where TStore : OfficeStore, new()
{
    [SkippableFact]
    public async Task A_tenant_that_is_forgotten_twice_is_noted_once()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = (await office.Tenant()).Id;
        for (var i = 0; i < 2; i++) await office.Do(change => DangerCommands.Forget(change, tenant));
        Assert.Equal(1, await office.Store.Administration.Read(
            (rows, cancel) => rows.Audit.CountAsync(row => row.Action == "tenant.deleted", cancel)));
        Assert.Equal(0, await office.Store.Administration.Read(
            (rows, cancel) => rows.Tenants.CountAsync(row => row.Id == tenant, cancel)));
    }

    [SkippableFact]
    public async Task A_request_that_was_let_in_before_leaves_nothing_of_a_tenant_that_is_being_deleted_or_gone()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = (await office.Tenant()).Id;
        var agent = await office.Agent(tenant, "maria");
        await office.Do(change => DangerCommands.DeleteTenant(change, tenant, "Acme"));
        await TryAll();
        await office.Do(change => DangerCommands.Forget(change, tenant));
        var audited = await Audited();
        await TryAll();
        Assert.Equal(audited, await Audited());

        async Task TryAll()
        {
            var key = new NewApiKey("late", TokenHash.Of("lck_late"), "lck_late", ["mo:write"], null);
            Assert.Equal(Refusal.NotFound, (await office.Commands.Run(
                change => ApiKeyCommands.Create(change, tenant, key))).Refusal);
            Assert.Null(await office.Credentials.Find(key.Hash));
            Assert.Equal(Refusal.NotFound, (await office.Commands.Run(change => SettingCommands.Set(
                change, tenant, SettingKind.Organisation, null, it => it with { LegalName = "late" }))).Refusal);
            Assert.Equal(Refusal.NotFound, (await office.Commands.Run(
                change => AgentCommands.SetEnabled(change, tenant, agent.Agent, enabled: false))).Refusal);
            Assert.Equal(Refusal.NotFound, (await office.Commands.Run<bool>(change =>
            {
                change.Note(new AuditNote(tenant, "audit.exported", "audit"));
                return Task.FromResult<Outcome<bool>>(true);
            })).Refusal);
        }

        async Task<int> Audited() => await office.Store.Administration.Read(
            (rows, cancel) => rows.Audit.CountAsync(row => row.Chain == tenant.Value, cancel));
    }
}

public sealed class ForgottenTenantOnSqlite : ForgottenTenantContract<SqliteOffice>;

public sealed class ForgottenTenantOnPostgres : ForgottenTenantContract<PostgresOffice>;
