using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Stream;

public sealed class ServerStopTests
{
    [Fact]
    public async Task A_server_that_stops_ends_its_streams()
    {
        var server = new TestServer();
        await server.InitializeAsync();
        try
        {
            var desk = await Desk.Create(server);
            await using var stream = await desk.Maria.Online();
            await server.Stop();
            await stream.Ended();
        }
        finally
        {
            await server.DisposeAsync();
        }
    }
}
