using LiveChat.Storage.Administration.Members;

namespace LiveChat.Contract.Tests.Administration;

/// <summary>Pages of the directory of agents.</summary>
public abstract class AgentDirectoryContract<TStore> where TStore : OfficeStore, new()
{
    [SkippableFact]
    public async Task By_display_name_case_and_accents_do_not_matter_and_equals_go_by_username()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = (await office.Tenant()).Id;
        foreach (var (username, name) in ((string, string)[])
            [("b", "Émile"), ("a", "emile"), ("c", "Ema"), ("d", "Emilena"), ("e", "Ørsted")])
        {
            var made = await office.Agent(tenant, username);
            await office.Do(change => AgentCommands.Edit(change, tenant, made.Agent, new AgentEdit(
                name, default, null, null, default, null, null, null)));
        }

        Assert.Equal("c a b d e", await Walk(descending: false));
        Assert.Equal("e d b a c", await Walk(descending: true));

        async Task<string> Walk(bool descending)
        {
            var walked = new List<string>();
            for (string? after = null; ;)
            {
                var page = await office.Store.Administration.Read((rows, cancel) => AgentDirectory.Page(
                    rows, tenant, new AgentFilter(), AgentOrder.DisplayName, descending, after, 2, cancel));
                walked.AddRange(page.Select(it => it.Username));
                if (page.Count < 2) return string.Join(' ', walked);
                after = AgentDirectory.KeyOf(AgentOrder.DisplayName, page[^1]);
            }
        }
    }
}

public sealed class AgentDirectoryOnSqlite : AgentDirectoryContract<SqliteOffice>;

public sealed class AgentDirectoryOnPostgres : AgentDirectoryContract<PostgresOffice>;
