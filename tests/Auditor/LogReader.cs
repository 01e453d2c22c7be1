using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace LiveChat.Auditor;

/// <summary>Reads what the auditor judges, through the HTTP API, with an API key that may only read.</summary>
public sealed class LogReader : IDisposable
{
    private const int PageSize = 200;
    private const int ReadsAtOnce = 4;
    private const int ReadsMax = 5;

    private readonly HttpClient _http;

    public LogReader(Uri url, string apiKey)
    {
        _http = new HttpClient { BaseAddress = url };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
    }

    /// <summary>Every conversation there is, each with its events and messages.</summary>
    public async Task<IReadOnlyList<LoggedConversation>> All()
    {
        var heads = await List("/v1/conversations");
        var conversations = new LoggedConversation[heads.Count];
        var bound = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce };
        await Parallel.ForAsync(0, heads.Count, bound, async (index, _) =>
        {
            conversations[index] = await OfOneMoment(heads[index]);
        });
        return conversations;
    }

    /// <summary>What is at the path; null when the server knows of nothing there.</summary>
    public async Task<JsonNode?> Find(string path)
    {
        using var response = await _http.GetAsync(path);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(body)
            : throw new InvalidDataException($"GET {path} was answered {(int)response.StatusCode}: {body}");
    }

    /// <summary>The conversations of one state, without their logs.</summary>
    public async Task<IReadOnlyList<LoggedConversation>> In(string state) =>
        [.. (await List($"/v1/conversations?state={state}")).Select(head => Conversation(head, [], []))];

    public async Task<IReadOnlyList<ListedAgent>> Agents() =>
    [
        .. (await List("/v1/agents")).Select(agent => new ListedAgent(
            Text(agent, "id"), (bool)agent["enabled"]!, Text(agent, "presence"), Text(agent, "status"))),
    ];

    public void Dispose() => _http.Dispose();

    private async Task<IReadOnlyList<JsonNode>> List(string path)
    {
        var items = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var page = $"{path}{(path.Contains('?') ? '&' : '?')}limit={PageSize}"
                + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}");
            var answer = await Answer(page);
            items.AddRange(answer["items"]!.AsArray().Select(item => item!));
            cursor = (string?)answer["next"];
        }
        while (cursor is not null);
        return items;
    }

    private async Task<JsonNode> Answer(string path) =>
        await Find(path) ?? throw new InvalidDataException($"GET {path} was answered 404");

    /// <summary>
    /// Read again when something happened between the reads. One whose head never agrees with its log stays as it is:
    /// that is for the auditor to find.
    /// </summary>
    private async Task<LoggedConversation> OfOneMoment(JsonNode head)
    {
        var path = $"/v1/conversations/{head["id"]}";
        for (var reads = 1; ; reads++)
        {
            var conversation = Conversation(head, await List($"{path}/events"), await List($"{path}/messages"));
            var version = conversation.Head.Version;
            var agrees = conversation.Events.LastOrDefault()?.Version == version
                && conversation.Messages.All(message => message.Seq <= version);
            if (agrees || reads == ReadsMax) return conversation;
            head = await Answer(path);
        }
    }

    private static LoggedConversation Conversation(
        JsonNode head, IReadOnlyList<JsonNode> events, IReadOnlyList<JsonNode> messages) => new()
        {
            Id = Text(head, "id"),
            Sender = Text(head, "sender"),
            Contact = Text(head["contact"]!, "address"),
            Head = new LoggedHead
            {
                Version = (long)head["version"]!,
                State = Text(head, "state"),
                QueueId = (string?)head["queueId"],
                AgentId = (string?)head["agentId"],
                PreviousAgentId = (string?)head["previousAgentId"],
                Priority = (int)head["priority"]!,
                QueuedAt = (DateTimeOffset?)head["queuedAt"],
                AssignedAt = (DateTimeOffset?)head["assignedAt"],
                ClosedAt = (DateTimeOffset?)head["closedAt"],
                CloseReason = (string?)head["closeReason"],
            },
            Events = [.. events.Select(Event)],
            Messages =
            [
                .. messages.Select(it => new LoggedMessage(
                    (long)it["seq"]!, Text(it, "id"), Text(it, "direction"), Text(it, "kind"), Text(it, "text"))),
            ],
        };

    private static LoggedEvent Event(JsonNode it) => new(
        (long)it["version"]!, Text(it, "type"), (DateTimeOffset)it["at"]!, (string?)it["agentId"],
        (string?)it["reason"])
    {
        By = Text(it["by"]!, "kind"),
        QueueId = (string?)it["queueId"],
        FromAgentId = (string?)it["fromAgentId"],
        PreviousAgentId = (string?)it["previousAgentId"],
        Priority = (int?)it["priority"],
        QueuedAt = (DateTimeOffset?)it["queuedAt"],
        MessageId = (string?)it["messageId"],
        Text = (string?)it["text"],
    };

    private static string Text(JsonNode node, string name) =>
        (string?)node[name] ?? throw new InvalidDataException($"No {name} in {node.ToJsonString()}");
}
