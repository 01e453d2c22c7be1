using LiveChat.Api.Tests.Support;
using Microsoft.Data.Sqlite;

namespace LiveChat.Api.Tests.Conversations;

/// <summary>
/// The receiver of a transfer goes on elsewhere, under a newer epoch, and the activation that is asked does not know
/// it yet: what it gives its word for is not committed, and asked for again.
/// </summary>
[Collection(ServerCollection.Messages)]
public sealed class MovedReceiverTests(TestServer server)
{
    [Fact]
    public async Task A_transfer_to_a_queue_that_has_moved_is_made()
    {
        var desk = await Desk.Create(server);
        var sales = await desk.Tenant.Queue("Sales", desk.Luis);
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        await using var luis = await desk.Luis.Online();
        await GoesOnElsewhere("queue_epoch", "queue", sales);
        var moved = await desk.Maria.Client.Post($"/v1/conversations/{id}/transfer", new { toQueue = sales });
        Assert.Equal(sales, (string)moved.Expect(200)["queueId"]!);
        Assert.Equal(id, (string)(await luis.Until("assigned")).Data["conversation"]!["id"]!);
    }

    [Fact]
    public async Task A_transfer_to_an_agent_who_has_moved_is_made()
    {
        var desk = await Desk.Create(server);
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        await using var luis = await desk.Luis.Online();
        await GoesOnElsewhere("agent", "agent", desk.Luis.Id);
        var moved = await desk.Maria.Client.Post($"/v1/conversations/{id}/transfer", new { toAgent = desk.Luis.Id });
        Assert.Equal(desk.Luis.Id, (string)moved.Expect(200)["agentId"]!);
    }

    private async Task GoesOnElsewhere(string table, string column, string id)
    {
        await using var database = new SqliteConnection($"Data Source={server.DatabaseFile};Pooling=false");
        await database.OpenAsync();
        await using var raise = database.CreateCommand();
        raise.CommandText = $"update {table} set epoch = epoch + 1 where lower(hex({column})) = $id";
        raise.Parameters.AddWithValue("$id", id);
        Assert.Equal(1, await raise.ExecuteNonQueryAsync());
    }
}
