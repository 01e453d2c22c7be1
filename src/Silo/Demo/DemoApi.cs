using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveChat.Silo.Demo;

/// <summary>The public HTTP API with one credential. A busy server is asked again after a moment.</summary>
public sealed class DemoApi(HttpClient http, string credential)
{
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(1);

    public string Credential => credential;

    public Task<JsonNode> Get(string path, CancellationToken cancel) => Send(HttpMethod.Get, path, null, cancel);

    public Task<JsonNode> Post(string path, object body, CancellationToken cancel) =>
        Send(HttpMethod.Post, path, body, cancel);

    public Task<JsonNode> Patch(string path, object body, CancellationToken cancel) =>
        Send(HttpMethod.Patch, path, body, cancel);

    /// <summary>All items of a list.</summary>
    public async Task<IReadOnlyList<JsonNode>> List(string path, CancellationToken cancel)
    {
        var items = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var page = await Get(cursor is null ? path : $"{path}?cursor={Uri.EscapeDataString(cursor)}", cancel);
            items.AddRange(page["items"]!.AsArray().Select(item => item!));
            cursor = (string?)page["next"];
        }
        while (cursor is not null);
        return items;
    }

    /// <summary>The answer's head, for a stream whose body is read as it comes.</summary>
    public async Task<HttpResponseMessage> Open(string path, CancellationToken cancel)
    {
        using var request = Request(HttpMethod.Get, path);
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (answer.IsSuccessStatusCode) return answer;
        answer.Dispose();
        throw new DemoRefusedException(path, answer.StatusCode, null, "The stream was refused.");
    }

    private async Task<JsonNode> Send(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return await SendOnce(method, path, body, cancel);
            }
            catch (DemoRefusedException refused) when (refused.IsBusy)
            {
                await Task.Delay(BusyPause, cancel);
            }
        }
    }

    private async Task<JsonNode> SendOnce(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        using var request = Request(method, path);
        if (body is not null) request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        using var answer = await http.SendAsync(request, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        var json = text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
        if (answer.IsSuccessStatusCode) return json;
        throw new DemoRefusedException($"{method} {path}", answer.StatusCode, (string?)json["code"], text);
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        return request;
    }
}

/// <summary>The server refused a call of the demonstration.</summary>
public sealed class DemoRefusedException(string call, HttpStatusCode status, string? code, string answer)
    : Exception($"{call}: {(int)status} {answer}")
{
    public string? Code => code;

    /// <summary>It was busy: the same call may go through in a moment.</summary>
    public bool IsBusy => status == HttpStatusCode.ServiceUnavailable;
}
