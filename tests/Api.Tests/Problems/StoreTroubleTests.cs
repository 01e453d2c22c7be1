using LiveChat.Api.Tests.Support;
using Microsoft.Data.Sqlite;

namespace LiveChat.Api.Tests.Problems;

public sealed class StoreTroubleTests
{
    [Fact]
    public async Task While_another_program_locks_the_database_writes_are_refused_and_afterwards_taken()
    {
        var server = new TestServer();
        await server.InitializeAsync();
        try
        {
            var desk = await Desk.Create(server);
            var contact = desk.Contact();
            (await desk.Tenant.Mo(desk.Sender, contact, "before", "1")).Expect(202);
            await using (var other = new SqliteConnection($"Data Source={server.DatabaseFile};Pooling=false"))
            {
                await other.OpenAsync();
                await using var locking = other.CreateCommand();
                locking.CommandText = "BEGIN IMMEDIATE";
                await locking.ExecuteNonQueryAsync();
                var refused = await desk.Tenant.Mo(desk.Sender, contact, "during", "2");
                Assert.NotNull(refused.Refuses(503, "store-unavailable").Headers.RetryAfter);
                (await server.Anonymous.Get("/health/ready")).Expect(503);
                (await server.Anonymous.Get("/health/live")).Expect(200);
            }

            (await server.Anonymous.Get("/health/ready")).Expect(200);
            var taken = (await desk.Tenant.Mo(desk.Sender, contact, "during", "2")).Expect(202);
            var messages = await desk.Tenant.Adapter.Get($"/v1/conversations/{taken["conversationId"]}/messages");
            Assert.Equal(["before", "during"], messages.Items.Select(it => (string)it!["text"]!));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }
}
