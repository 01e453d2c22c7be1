using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace LiveChat.Cluster.Tests.Nodes;

/// <summary>An agent's stream at one node.</summary>
internal sealed class NodeStream : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http;
    private readonly SseParser<string> _events;
    private readonly IAsyncEnumerator<SseItem<string>> _items;
    private readonly CancellationTokenSource _end = new(s_patience);

    private NodeStream(HttpClient http, Stream body)
    {
        _http = http;
        _events = SseParser.Create(body);
        _items = _events.EnumerateAsync(_end.Token).GetAsyncEnumerator();
    }

    public string LastEventId => _events.LastEventId;

    public static async Task<NodeStream> Open(Uri node, string credential, string? lastEventId = null)
    {
        var http = new HttpClient { BaseAddress = node };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        if (lastEventId is not null) http.DefaultRequestHeaders.Add("Last-Event-ID", lastEventId);
        return new NodeStream(http, await http.GetStreamAsync("/v1/me/stream"));
    }

    /// <summary>The next event that is no ping.</summary>
    public async Task<(string Type, JsonNode Data)> Next()
    {
        while (await _items.MoveNextAsync())
        {
            var item = _items.Current;
            if (item.EventType != "ping") return (item.EventType, JsonNode.Parse(item.Data)!);
        }

        throw new EndOfStreamException("The stream has ended.");
    }

    /// <summary>Reads on until there is one of the type.</summary>
    public async Task<JsonNode> Next(string type)
    {
        while (true)
        {
            var (found, data) = await Next();
            if (found == type) return data;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _http.Dispose();
        _end.Dispose();
    }
}
