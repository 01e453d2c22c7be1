using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Members;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Contract.Tests.Administration;

/// <summary>Pages of the directory of agents.</summary>
public sealed class AgentDirectoryTests
{
    [Theory]
    [InlineData(AgentOrder.Username)]
    [InlineData(AgentOrder.DisplayName)]
    [InlineData(AgentOrder.CreatedAt)]
    public async Task A_page_is_read_along_an_index_from_where_the_one_before_ended_and_nothing_is_sorted(
        AgentOrder order)
    {
        await using var office = await Office.Open();
        var tenant = (await office.Tenant()).Id;
        var agent = await office.Agent(tenant, "maria");
        var after = AgentDirectory.KeyOf(order, agent);
        var everything = new AgentFilter("m", new QueueId(Guid.CreateVersion7()), false, true, OnlineByRow: true);
        foreach (var filter in (AgentFilter[])[new(), everything, new(WithoutQueue: true)])
        {
            foreach (var (descending, from) in ((bool, string?)[])[(false, null), (false, after), (true, after)])
            {
                var plan = await office.Store.Administration.Read(async (rows, cancel) =>
                {
                    var page = AgentDirectory.Page(rows, tenant, filter, order, descending, from).Take(50);
                    await using var command = (SqliteCommand)page.CreateDbCommand();
                    command.CommandText = $"explain query plan {command.CommandText}";
                    return Steps(command);
                });
                Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
                Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal));
                var seek = from is null ? "(tenant=?)" : descending ? "<?)" : ">?)";
                Assert.Contains(plan, step => step.StartsWith("SEARCH m ", StringComparison.Ordinal)
                    && step.EndsWith(seek, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task By_display_name_case_and_accents_do_not_matter_and_equals_go_by_username()
    {
        await using var office = await Office.Open();
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
                    rows, tenant, new AgentFilter(), AgentOrder.DisplayName, descending, after)
                    .Take(2).ToListAsync(cancel));
                walked.AddRange(page.Select(it => it.Username));
                if (page.Count < 2) return string.Join(' ', walked);
                after = AgentDirectory.KeyOf(AgentOrder.DisplayName, page[^1]);
            }
        }
    }

    private static List<string> Steps(SqliteCommand command)
    {
        var steps = new List<string>();
        using var plan = command.ExecuteReader();
        while (plan.Read()) steps.Add(plan.GetString(3));
        return steps;
    }
}
