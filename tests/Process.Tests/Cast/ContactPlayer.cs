using System.Net;
using LiveChat.Auditor;

namespace LiveChat.Process.Tests.Cast;

/// <summary>
/// A contact, with the adapter that pushes what it writes: one message after the other, each sent again under the same
/// provider id until it is acknowledged, and now and then once more after that.
/// </summary>
public sealed class ContactPlayer(
    string sender, string address, PatientClient adapter, Evidence evidence, Faults faults, Random random)
{
    private const double RepeatedShare = 0.1;
    private const int ThinkMillisecondsMin = 50;
    private const int ThinkMillisecondsMax = 1_000;

    private int _written;

    /// <summary>Writes until it is asked to stop; what it has begun by then it brings to its end.</summary>
    public async Task Play(CancellationToken stop, CancellationToken giveUp)
    {
        while (!stop.IsCancellationRequested)
        {
            var number = ++_written;
            var text = $"{address} to {sender}, number {number}";
            var conversation = await Send($"{address}-{number}", text, duplicate: null, giveUp);
            if (conversation is null) return;
            evidence.Acknowledged(new SentMo(sender, address, text, conversation));
            if (random.NextDouble() < RepeatedShare)
                await Send($"{address}-{number}", text, duplicate: conversation, giveUp);
            var think = random.Next(ThinkMillisecondsMin, ThinkMillisecondsMax);
            await Task.Delay(think, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The conversation it is in; null when it was refused.</summary>
    /// <param name="duplicate">When it was acknowledged before: the answer to that.</param>
    private async Task<string?> Send(string id, string text, string? duplicate, CancellationToken giveUp)
    {
        var answer = await adapter.Post(
            "/v1/mo", new { channel = "sms", sender, from = address, id, text }, giveUp);
        var conversation = (string?)answer.Body["conversationId"];
        if (answer.Status != HttpStatusCode.Accepted || conversation is null)
        {
            faults.Add($"MO {id}: {answer.Status} {answer.Body.ToJsonString()}");
            return null;
        }

        if (duplicate is not null && (conversation != duplicate || !(bool)answer.Body["duplicate"]!))
            faults.Add($"MO {id} again: {answer.Body.ToJsonString()}, at first {duplicate}");
        return conversation;
    }
}
