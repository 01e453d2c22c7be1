using System.Text.Json.Nodes;

namespace LiveChat.Silo.Demo;

/// <summary>
/// Plays the contacts and their adapter: new ones write at a rate that comes and goes, so that lines build up and empty
/// again; each reads its MT and says its next line.
/// </summary>
public sealed class DemoContacts(DemoTenant tenant, DemoCast cast, DemoBoard board)
{
    private const double PerSecondMean = 1.6;
    private const double PerSecondSwing = 1.2;
    private const double SwingSeconds = 90;
    private const int ThinkMillisecondsMin = 800;
    private const int ThinkMillisecondsMax = 3_000;
    private const int PullWaitSeconds = 20;

    private int _number = Random.Shared.Next(1_000_000);

    /// <summary>Lets new contacts write until stopped.</summary>
    public async Task Arrive(CancellationToken stop)
    {
        for (var seconds = 0.0; ;)
        {
            var dialogue = Dialogue.All[Random.Shared.Next(Dialogue.All.Length)];
            var address = $"+34611{Interlocked.Increment(ref _number) % 1_000_000:000000}";
            if (cast.TryBegin(address, dialogue)) _ = Say(address, thinkFirst: false, stop);
            var rate = PerSecondMean + PerSecondSwing * Math.Sin(2 * Math.PI * seconds / SwingSeconds);
            var pause = -Math.Log(1 - Random.Shared.NextDouble()) / rate;
            seconds += pause;
            await Task.Delay(TimeSpan.FromSeconds(pause), stop);
        }
    }

    /// <summary>Fetches a sender's MT, gives them to their contacts and acknowledges them.</summary>
    public async Task Read(DemoQueue queue, CancellationToken stop)
    {
        var path = $"/v1/mt?sender={Uri.EscapeDataString(queue.Sender)}&max=100&waitSeconds={PullWaitSeconds}";
        while (true)
        {
            var items = (await tenant.Adapter.Get(path, stop))["items"]!.AsArray();
            foreach (var mt in items) _ = Hear(mt!, stop);
            if (items.Count == 0) continue;
            var messageIds = items.Select(mt => (string)mt!["messageId"]!).ToArray();
            await tenant.Adapter.Post("/v1/mt/ack", new { messageIds }, stop);
        }
    }

    private async Task Hear(JsonNode mt, CancellationToken stop)
    {
        var (address, text) = ((string)mt["to"]!, (string)mt["text"]!);
        if (cast.Find(address) is not { } role) return;
        if (role.ContactIsNext && role.Said > 0 && text == role.Dialogue.Lines[role.Said - 1])
            await Say(address, thinkFirst: true, stop);
        else if (role.Said == 1) await LeaveIfTurnedAway(address, (string)mt["conversationId"]!, stop);
    }

    private async Task Say(string address, bool thinkFirst, CancellationToken stop)
    {
        if (cast.Find(address) is not { } role) return;
        try
        {
            if (thinkFirst) await Task.Delay(Random.Shared.Next(ThinkMillisecondsMin, ThinkMillisecondsMax), stop);
            var text = role.Next;
            role.Said++;
            var queue = DemoPlan.Queues.Single(it => it.Name == role.Dialogue.Queue);
            var id = $"{Guid.CreateVersion7():N}";
            await tenant.Adapter.Post(
                "/v1/mo", new { channel = "sms", sender = queue.Sender, from = address, id, text }, stop);
            board.Wrote(address, queue.Name, text);
        }
        catch (OperationCanceledException)
        {
            // The demonstration ends.
        }
    }

    /// <summary>A phrase came instead of an answer: perhaps there was no room.</summary>
    private async Task LeaveIfTurnedAway(string address, string conversation, CancellationToken stop)
    {
        try
        {
            var now = await tenant.Admin.Get($"/v1/conversations/{conversation}", stop);
            if ((string?)now["closeReason"] is not ("queueFull" or "noAgent")) return;
            board.TurnedAway(address, (string)now["closeReason"]!);
            cast.End(address);
        }
        catch (OperationCanceledException)
        {
            // The demonstration ends.
        }
    }
}
