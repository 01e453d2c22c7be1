using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Members;
using LiveChat.Storage.Administration.Settings;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Contract.Tests.Administration;

/// <summary>What a deleted member leaves behind: its name, and nothing that it signed in with.</summary>
public abstract class MemberEndContract<TStore> where TStore : OfficeStore, new()
{
    [SkippableFact]
    public async Task A_deleted_member_leaves_its_name_and_nothing_else_of_it()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = (await office.Tenant()).Id;
        var maria = await office.Do(change => AgentCommands.Create(change, tenant, new NewAgent(
            "maria", "Maria", "maria@acme.test", "hash", Role.Agent, null, true, [], [])));
        await office.Do(change => TotpCommands.Begin(change, tenant, maria.Id, "sealed"));
        await office.Do(change => SessionCommands.Open(change, new NewSession(
            tenant, maria.Id, "hash", TokenHash.Of("lcs_1"))
        {
            Fingerprint = TokenHash.Of("device"),
        }));
        var label = await office.Do(change => LabelCommands.Create(
            change, tenant, "vip", "#ff0000", LabelUse.Conversations, [maria.Agent]));
        await office.Do(change => AgentCommands.Delete(change, tenant, maria.Agent));

        await office.Store.Administration.Read(async (rows, cancel) =>
        {
            var left = await rows.Members.SingleAsync(row => row.Id == maria.Id, cancel);
            Assert.Equal("Maria", left.DisplayName);
            Assert.DoesNotContain("acme.test", left.SearchKey, StringComparison.Ordinal);
            Assert.Empty(await rows.Totps.Where(row => row.Member == maria.Id).ToListAsync(cancel));
            Assert.Empty(await rows.KnownDevices.Where(row => row.Member == maria.Id).ToListAsync(cancel));
            Assert.Empty(await rows.Sessions.Where(row => row.Member == maria.Id).ToListAsync(cancel));
            var labels = await SettingCommands.Read(rows, tenant, SettingKind.Labels, cancel);
            Assert.Empty(labels.Value.Find(label.Id)!.Agents!.Value); // Nobody's, and not everybody's.
            return true;
        });
    }
}

public sealed class MemberEndOnSqlite : MemberEndContract<SqliteOffice>;

public sealed class MemberEndOnPostgres : MemberEndContract<PostgresOffice>;
