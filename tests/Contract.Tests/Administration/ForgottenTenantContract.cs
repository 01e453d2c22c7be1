using LiveChat.Storage.Administration.Danger;
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
}

public sealed class ForgottenTenantOnSqlite : ForgottenTenantContract<SqliteOffice>;

public sealed class ForgottenTenantOnPostgres : ForgottenTenantContract<PostgresOffice>;
