using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace LiveChat.Bench.Load;

/// <summary>
/// MO of one tenant, sent by a process of their own: in the generator's, whose one thread reads all that comes, the
/// answers to a whole transaction of the flood would be read before another tenant's next event, and the wait of the
/// generator would count as the server's.
/// </summary>
public sealed class Flood : IAsyncDisposable
{
    private readonly Process _process;

    private Flood(Process process) => _process = process;

    public static async Task<Flood> Start(IPEndPoint[] servers, string credential, string sender, int connections)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Flood).Assembly.Location, "flood-worker"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var flood = new Flood(Process.Start(start)!);
        await flood.Say(new FloodPlan([.. servers.Select(it => $"{it}")], credential, sender, connections));
        return flood;
    }

    /// <summary>By the clock, each from a contact of its own; what is refused is not sent again.</summary>
    public Task<MoLoadResult> RunAt(double perSecond, TimeSpan duration, long firstContact) =>
        Run(new FloodRun(perSecond, duration, firstContact, 0));

    /// <summary>As fast as the connections can, from the contacts in turn.</summary>
    public Task<MoLoadResult> RunFor(TimeSpan duration, long firstContact, long contacts) =>
        Run(new FloodRun(null, duration, firstContact, contacts));

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<MoLoadResult> Run(FloodRun run)
    {
        await Say(run);
        var line = await _process.StandardOutput.ReadLineAsync()
            ?? throw new IOException("The flood has ended; it has said why.");
        return JsonSerializer.Deserialize<MoLoadResult>(line)!;
    }

    private async Task Say<T>(T what)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(what));
        await _process.StandardInput.FlushAsync();
    }
}
