using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace LiveChat.Api.Tests.Support;

/// <summary>One server-sent event.</summary>
public sealed record StreamEvent(string Id, string Name, JsonNode Data);

/// <summary>An agent's open stream, as a client would read it. Pings are kept apart from the other events.</summary>
public sealed class StreamClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpResponseMessage _response;
    private readonly Channel<StreamEvent> _events = Channel.CreateUnbounded<StreamEvent>();
    private readonly Channel<StreamEvent> _pings = Channel.CreateUnbounded<StreamEvent>();
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _reading;

    private StreamClient(HttpResponseMessage response)
    {
        _response = response;
        _reading = Read();
    }

    /// <summary>The id of the last event taken by <see cref="Next"/>.</summary>
    public string? LastId { get; private set; }

    public static async Task<StreamClient> Open(ApiClient agent, string? lastEventId = null)
    {
        var request = agent.Request(HttpMethod.Get, "/v1/me/stream");
        if (lastEventId is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        var response = await agent.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(
                $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        return new StreamClient(response);
    }

    /// <summary>The next event, which must have that name.</summary>
    public async Task<StreamEvent> Next(string name)
    {
        var next = await Take(_events, $"event {name}");
        Assert.True(next.Name == name, $"Expected {name}, got {next.Name}: {next.Data.ToJsonString()}");
        LastId = next.Id;
        return next;
    }

    /// <summary>Takes events until one has that name; the others are passed over.</summary>
    public async Task<StreamEvent> Until(string name)
    {
        while (true)
        {
            var next = await Take(_events, $"event {name}");
            LastId = next.Id;
            if (next.Name == name) return next;
        }
    }

    public Task<StreamEvent> Ping() => Take(_pings, "ping");

    /// <summary>Returns when the server has ended the stream.</summary>
    public async Task Ended()
    {
        try
        {
            await _reading.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException("The stream was not ended.");
        }
    }

    /// <summary>Drops the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _response.Dispose();
        await _reading;
    }

    private static async Task<StreamEvent> Take(Channel<StreamEvent> from, string phase)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await from.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Waited in vain for: {phase}.");
        }
    }

    private async Task Read()
    {
        try
        {
            await using var body = await _response.Content.ReadAsStreamAsync(_closing.Token);
            using var reader = new StreamReader(body);
            string id = "", name = "", data = "";
            while (await reader.ReadLineAsync(_closing.Token) is { } line)
            {
                if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
                else if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
                else if (line.Length == 0 && name.Length > 0)
                {
                    var to = name == "ping" ? _pings : _events;
                    to.Writer.TryWrite(new StreamEvent(id, name, JsonNode.Parse(data)!));
                    name = "";
                }
            }
        }
        catch (Exception dropped) when (dropped is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The connection was closed, by one side or the other.
        }
        finally
        {
            _events.Writer.TryComplete();
        }
    }
}
