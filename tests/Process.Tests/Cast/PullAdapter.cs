using System.Text.Json.Nodes;
using LiveChat.Auditor;

namespace LiveChat.Process.Tests.Cast;

/// <summary>An adapter that fetches its MT and acknowledges them.</summary>
public sealed class PullAdapter(string sender, PatientClient client, Evidence evidence, Faults faults)
{
    private const int WaitSeconds = 2;

    public async Task Play(CancellationToken stop)
    {
        var path = $"/v1/mt?sender={Uri.EscapeDataString(sender)}&max=100&waitSeconds={WaitSeconds}";
        try
        {
            while (true)
            {
                var answer = await client.Get(path, stop);
                if (!answer.IsSuccess)
                {
                    faults.Add($"{path}: {answer.Status} {answer.Body.ToJsonString()}");
                    return;
                }

                var items = answer.Body["items"]!.AsArray();
                if (items.Count > 0) await Acknowledge(items, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task Acknowledge(JsonArray items, CancellationToken stop)
    {
        foreach (var item in items) evidence.HandedOver(Handed.Of(item!));
        var messageIds = items.Select(item => (string)item!["messageId"]!).ToArray();
        var answer = await client.Post("/v1/mt/ack", new { messageIds }, stop);
        if (!answer.IsSuccess) faults.Add($"ack: {answer.Status} {answer.Body.ToJsonString()}");
    }
}
