using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using LiveChat.Outside;

namespace LiveChat.Gateway.Tests;

/// <summary>An agent's open stream: presence, and what it is told.</summary>
internal sealed class AgentStream : IDisposable
{
    private static readonly TimeSpan _eventMax = TimeSpan.FromSeconds(30);
    private readonly HttpClient _http;
    private readonly ConcurrentQueue<(string Type, JsonNode Data)> _events = [];

    private AgentStream(HttpClient http) => _http = http;

    public static async Task<AgentStream> Open(Uri url, TenantClient agent)
    {
        var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", agent.Credential);
        var stream = new AgentStream(http);
        _ = stream.Read(await http.GetStreamAsync("/v1/me/stream"));
        await stream.Next("snapshot", _ => true, () => "");
        return stream;
    }

    /// <summary>The next event of that type that is meant; what comes before it is passed over.</summary>
    public async Task<JsonNode> Next(string type, Func<JsonNode, bool> meant, Func<string> state)
    {
        JsonNode? found = null;
        await Poll.Until($"'{type}' on the agent's stream", _eventMax, () =>
        {
            while (found is null && _events.TryDequeue(out var it))
                if (it.Type == type && meant(it.Data)) found = it.Data;
            return found is not null;
        }, state);
        return found!;
    }

    public void Dispose() => _http.Dispose();

    private async Task Read(Stream stream)
    {
        try
        {
            await foreach (var item in SseParser.Create(stream).EnumerateAsync())
                if (item.EventType != "ping") _events.Enqueue((item.EventType, JsonNode.Parse(item.Data)!));
        }
        catch (Exception end) when (end is IOException or HttpRequestException or OperationCanceledException)
        {
            // The server or the test is over.
        }
    }
}
