using System.Net;
using System.Text.Json;
using LiveChat.Bench.Wire;

namespace LiveChat.Bench.Load;

/// <summary>
/// The process behind a <see cref="Flood"/>: reads a plan, then what to send, a line of JSON each, and answers each
/// with a line, until there is nothing more to read.
/// </summary>
public static class FloodWorker
{
    public static async Task Run()
    {
        var plan = await Read<FloodPlan>() ?? throw new InvalidDataException("There is no plan.");
        var load = new MoLoad(
            [.. plan.Servers.Select(IPEndPoint.Parse)], new MoRequest(plan.Credential, plan.Sender), plan.Connections);
        while (await Read<FloodRun>() is { } run)
        {
            var done = run.PerSecond is { } perSecond
                ? await load.RunAt(perSecond, run.Duration, run.FirstContact)
                : await load.RunFor(run.Duration, run.FirstContact, run.Contacts);
            Console.WriteLine(JsonSerializer.Serialize(done));
        }
    }

    private static async Task<T?> Read<T>()
        where T : class =>
        await Console.In.ReadLineAsync() is { } line ? JsonSerializer.Deserialize<T>(line) : null;
}
