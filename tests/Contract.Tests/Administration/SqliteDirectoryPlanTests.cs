using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Members;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Contract.Tests.Administration;

public sealed class SqliteDirectoryPlanTests
{
    [Theory]
    [InlineData(AgentOrder.Username)]
    [InlineData(AgentOrder.DisplayName)]
    [InlineData(AgentOrder.CreatedAt)]
    public async Task A_page_is_read_along_an_index_from_where_the_one_before_ended_and_nothing_is_sorted(
        AgentOrder order)
    {
        await using var office = await Office.Open<SqliteOffice>();
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
                    var page = AgentDirectory.Ids(rows, tenant, filter, order, descending, from).Take(50);
                    await using var command = (SqliteCommand)page.CreateDbCommand();
                    command.CommandText = $"explain query plan {command.CommandText}";
                    return Steps(command);
                });
                Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
                Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal));
                var seek = from is null ? "(tenant=?)" : descending ? "<?)" : ">?)";
                Assert.Contains(plan, step => step.StartsWith("SEARCH m ", StringComparison.Ordinal)
                    && step.EndsWith(seek, StringComparison.Ordinal)
                    && (order == AgentOrder.CreatedAt
                        || step.Contains("USING COVERING INDEX", StringComparison.Ordinal)));
            }
        }
    }

    [Fact]
    public async Task Seats_are_counted_in_an_index()
    {
        await using var office = await Office.Open<SqliteOffice>();
        var tenant = (await office.Tenant()).Id;
        var plan = await office.Store.Administration.Read(async (rows, cancel) =>
        {
            await using var command = (SqliteCommand)rows.AgentsOf(tenant).GroupBy(_ => 1).Select(it => it.Count())
                .CreateDbCommand();
            command.CommandText = $"explain query plan {command.CommandText}";
            return Steps(command);
        });
        Assert.Contains(plan, step => step.Contains("USING COVERING INDEX", StringComparison.Ordinal));
    }

    private static List<string> Steps(SqliteCommand command)
    {
        var steps = new List<string>();
        using var plan = command.ExecuteReader();
        while (plan.Read()) steps.Add(plan.GetString(3));
        return steps;
    }
}
