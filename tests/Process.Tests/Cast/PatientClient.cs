using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveChat.Process.Tests.Cast;

/// <summary>An answer that counts: the server did it, or said why not.</summary>
public sealed record Answer(HttpStatusCode Status, JsonNode Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public string? Code => (string?)Body["code"];
}

/// <summary>
/// A client as API.md wants it: what was not acknowledged, because the server was killed or busy, is sent again as it
/// was. It gives up only when the whole test does.
/// </summary>
public sealed class PatientClient(HttpClient http, string credential, Faults faults)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(50);

    /// <summary>A server that has not answered by then never will: it was stopped, say.</summary>
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(10);

    public Task<Answer> Get(string path, CancellationToken cancel) => Send(HttpMethod.Get, path, null, null, cancel);

    public Task<Answer> Post(string path, object body, CancellationToken cancel, string? idempotencyKey = null) =>
        Send(HttpMethod.Post, path, body, idempotencyKey, cancel);

    /// <summary>The open stream, or null when the server did not answer; the caller tries again.</summary>
    public async Task<HttpResponseMessage?> Stream(string path, string? lastEventId, CancellationToken cancel)
    {
        var request = Request(HttpMethod.Get, path);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(AnswerMax);
        try
        {
            var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (answer.IsSuccessStatusCode) return answer;
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable) faults.Add($"GET {path}: {answer.StatusCode}");
            answer.Dispose();
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException
            && !cancel.IsCancellationRequested)
        {
            // It is down; it will come again.
        }

        await Task.Delay(RetryPause, cancel);
        return null;
    }

    private async Task<Answer> Send(
        HttpMethod method, string path, object? body, string? idempotencyKey, CancellationToken cancel)
    {
        while (true)
        {
            using var request = Request(method, path);
            if (body is not null) request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
            if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
            if (await Try(request, cancel) is { } answer) return answer;
            await Task.Delay(RetryPause, cancel);
        }
    }

    /// <summary>Null when the outcome is unknown, or the server was busy.</summary>
    private async Task<Answer?> Try(HttpRequestMessage request, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(AnswerMax);
        try
        {
            using var answer = await http.SendAsync(request, patience.Token);
            var text = await answer.Content.ReadAsStringAsync(patience.Token);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) return null;
            if ((int)answer.StatusCode >= 500) faults.Add($"{request.RequestUri}: {answer.StatusCode} {text}");
            return new Answer(answer.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException
            && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        return request;
    }
}
