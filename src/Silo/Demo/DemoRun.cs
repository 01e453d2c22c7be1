using System.Text.Json.Nodes;
using LiveChat.Silo.Composition;
using LiveChat.Silo.Starting;

namespace LiveChat.Silo.Demo;

/// <summary>
/// The demonstration: makes its tenant on the running server through the public HTTP API, says how to join in, and
/// plays contacts and agents against each other until stopped. Its players know nothing of the server's inside.
/// </summary>
public static class DemoRun
{
    /// <summary>Inside the data folder, so that nothing of it is ever among real data.</summary>
    private const string Folder = "demo";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Serves and plays until stopped. The exit code.</summary>
    /// <exception cref="StartRefusedException">The server cannot start.</exception>
    public static async Task<int> Serve(IConfigurationRoot settings, LiveChatOptions options)
    {
        using var data = DataFolder.Open(Path.Combine(options.Data, Folder));
        var keys = DemoKeys.Open(data.Path);
        if (options.PlatformKey is { Length: > 0 } given) keys = keys with { PlatformKey = given };
        var server = await Server.Start(settings, options with { PlatformKey = keys.PlatformKey }, data);
        return await server.Run((url, stop) => Play(url, keys, data.Path, stop));
    }

    /// <summary>Returns when stopped, or throws what the server refused.</summary>
    /// <param name="folder">Where its secrets are kept.</param>
    private static async Task Play(Uri url, DemoKeys keys, string folder, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = url, Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            var tenant = await DemoTenant.Prepare(http, keys, folder, stop);
            await JoinIn.Tell(url, keys, tenant, stop);
            var (cast, board) = (new DemoCast(), new DemoBoard());
            var contacts = new DemoContacts(tenant, cast, board);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var screen = DemoScreen.Show(board, ended.Token);
            Task[] playing =
            [
                .. DemoPlan.PlayedAgents.Select(agent => new DemoDesk(agent, tenant, cast, board).Play(ended.Token)),
                .. DemoPlan.PlayedQueues.Select(queue => contacts.Read(queue, ended.Token)),
                contacts.Arrive(ended.Token),
                Look(tenant, board, ended.Token),
            ];
            var first = await Task.WhenAny(playing);
            await ended.CancelAsync();
            await screen;
            await Task.WhenAll(playing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await first;
        }
        catch (Exception e) when (
            stop.IsCancellationRequested && e is OperationCanceledException or HttpRequestException or IOException)
        {
            // It was stopped, and the server with it.
        }
    }

    private static async Task Look(DemoTenant tenant, DemoBoard board, CancellationToken stop)
    {
        while (true)
        {
            foreach (var (name, id) in tenant.QueueIds)
            {
                if (DemoPlan.Queues.All(queue => queue.Name != name)) continue;
                var queue = await tenant.Admin.Get($"/v1/queues/{id}", stop);
                board.QueueIs(new DemoQueueState(
                    name, Number(queue["waiting"]), Number(queue["longestWaitSeconds"]), Number(queue["online"]),
                    Number(queue["available"])));
            }

            board.Tick();
            await Task.Delay(LookEvery, stop);
        }
    }

    private static int Number(JsonNode? value) => value is null ? 0 : (int)(double)value;
}
