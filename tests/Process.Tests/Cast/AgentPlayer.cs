using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using LiveChat.Auditor;

namespace LiveChat.Process.Tests.Cast;

/// <summary>
/// An agent at a workspace: the stream stays open, or is opened again with the last event's id; each message of a
/// contact gets an answer; after a few answers the conversation is closed, or handed on.
/// </summary>
public sealed class AgentPlayer(
    string id, PatientClient client, Evidence evidence, Faults faults, Random random, AgentPlayer.Targets targets)
{
    private const int AnswersMax = 3;
    private const double TransferShare = 0.2;
    private const int ThinkMillisecondsMax = 60;

    /// <summary>The server says something each 5 s.</summary>
    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(15);

    // Bounded by what the contacts write: each signal is one message of theirs, or one conversation that came.
    private readonly Channel<string> _toAnswer = Channel.CreateUnbounded<string>();
    private readonly Dictionary<string, int> _answers = [];
    private string? _lastEventId;
    private int _sent;

    /// <summary>Where conversations can be handed on to.</summary>
    public sealed record Targets(IReadOnlyList<string> Agents, IReadOnlyList<string> Queues);

    public async Task Listen(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var answer = await client.Stream("/v1/me/stream", _lastEventId, stop);
                if (answer is null) continue;
                using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
                silence.CancelAfter(SilenceMax);
                var events = SseParser.Create(await answer.Content.ReadAsStreamAsync(stop));
                await foreach (var item in events.EnumerateAsync(silence.Token))
                {
                    silence.CancelAfter(SilenceMax);
                    Take(item.EventType, JsonNode.Parse(item.Data)!);
                    if (events.LastEventId.Length > 0) _lastEventId = events.LastEventId;
                }
            }
            catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
            {
                // The server was killed, or stopped, or the test is over.
            }
            catch (Exception e)
            {
                // It goes on listening, or its silence would look like the server's.
                faults.Add($"{id} could not take what its stream said: {e}");
            }
        }
    }

    /// <summary>Answers until asked to stop; what it has begun by then it brings to its end.</summary>
    public async Task Work(CancellationToken stop, CancellationToken giveUp)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var conversation = await _toAnswer.Reader.ReadAsync(stop);
                await Task.Delay(random.Next(ThinkMillisecondsMax), stop);
                await Serve(conversation, giveUp);
            }
            catch (OperationCanceledException) when (!giveUp.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>
    /// What it was to answer is no more. What it has is told anew by the snapshot that begins the next stream.
    /// </summary>
    public void Forget()
    {
        while (_toAnswer.Reader.TryRead(out _))
        {
            // It was told by a server that is gone.
        }

        _answers.Clear();
    }

    private void Take(string type, JsonNode data)
    {
        switch (type)
        {
            case "snapshot":
                foreach (var conversation in data["conversations"]!.AsArray()) Took((string)conversation!["id"]!);
                break;
            case "assigned" or "transferred":
                Took((string)data["conversation"]!["id"]!);
                break;
            case "message" when (string)data["message"]!["direction"]! == "mo":
                _toAnswer.Writer.TryWrite((string)data["conversationId"]!);
                break;
        }
    }

    private void Took(string conversation)
    {
        evidence.SawAssigned(new SeenAssignment(id, conversation));
        _toAnswer.Writer.TryWrite(conversation);
    }

    private async Task Serve(string conversation, CancellationToken giveUp)
    {
        var path = $"/v1/conversations/{conversation}";
        var text = $"{id}, answer {++_sent}";
        var answer = await client.Post($"{path}/messages", new { text }, giveUp, idempotencyKey: $"{id}-{_sent}");
        if (!Expected(answer, "not-assigned-to-you", "conversation-closed")) return;
        evidence.Accepted(new AcceptedAnswer(conversation, id, (string)answer.Body["id"]!, text));

        var answers = _answers[conversation] = _answers.GetValueOrDefault(conversation) + 1;
        if (answers < AnswersMax) return;
        _answers.Remove(conversation);
        if (random.NextDouble() < TransferShare && await HandOn(path, giveUp)) return;
        var closed = await client.Post($"{path}/close", new { }, giveUp);
        Expected(closed, "not-assigned-to-you", "conversation-closed");
    }

    private async Task<bool> HandOn(string path, CancellationToken giveUp)
    {
        object target = random.Next(2) == 0
            ? new { toAgent = targets.Agents[random.Next(targets.Agents.Count)], note = "Please go on" }
            : new { toQueue = targets.Queues[random.Next(targets.Queues.Count)], note = "Please go on" };
        var answer = await client.Post($"{path}/transfer", target, giveUp);
        return Expected(
            answer, "agent-offline", "agent-unavailable", "agent-full", "agent-not-in-queue", "same-agent",
            "queue-full", "queue-nobody-online", "not-assigned-to-you", "conversation-closed");
    }

    /// <summary>True when it was done, false for a refusal that such an agent must expect.</summary>
    private bool Expected(Answer answer, params string[] refusals)
    {
        if (answer.IsSuccess) return true;
        if (!refusals.Contains(answer.Code)) faults.Add($"{id}: {answer.Status} {answer.Body.ToJsonString()}");
        return false;
    }
}
