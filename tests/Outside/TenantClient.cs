using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveChat.Outside;

/// <summary>Calls the HTTP API with one credential. Every refusal is an exception that shows the problem.</summary>
public sealed class TenantClient : IDisposable
{
    private readonly HttpClient _http;

    public TenantClient(Uri url, string credential)
    {
        _http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        Credential = credential;
    }

    public string Credential { get; }

    public Task<JsonNode> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<JsonNode> Post(string path, object body) => Send(HttpMethod.Post, path, body);

    public Task<JsonNode> Put(string path, object body) => Send(HttpMethod.Put, path, body);

    public Task<JsonNode> Patch(string path, object body) => Send(HttpMethod.Patch, path, body);

    /// <summary>Signs a member in; the client of that session.</summary>
    public static async Task<TenantClient> SignIn(Uri url, string tenant, string login, string password)
    {
        using var anonymous = new TenantClient(url, "none");
        var session = await anonymous.Post("/v1/sessions", new { tenant, login, password });
        return new TenantClient(url, (string)session["token"]!);
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> Send(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException(
                $"{method} {path}: {(int)answer.StatusCode} {text}", null, answer.StatusCode);
        }

        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
