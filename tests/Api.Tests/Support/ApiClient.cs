using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LiveChat.Api.Tests.Support;

/// <summary>Calls the server with one credential (or none), and gives back whatever it answers.</summary>
public sealed class ApiClient(HttpClient http, string? credential)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public string? Credential => credential;

    public HttpClient Http => http;

    public Task<ApiAnswer> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<ApiAnswer> Post(string path, object? body = null, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, body is null ? null : JsonOf(body), headers);

    public Task<ApiAnswer> Put(string path, object body) => Send(HttpMethod.Put, path, JsonOf(body));

    public Task<ApiAnswer> Patch(string path, object body) => Send(HttpMethod.Patch, path, JsonOf(body));

    public Task<ApiAnswer> Delete(string path) => Send(HttpMethod.Delete, path, null);

    /// <summary>The body just as it is.</summary>
    public Task<ApiAnswer> Raw(HttpMethod method, string path, string body, string contentType = "application/json") =>
        Raw(method, path, Encoding.UTF8.GetBytes(body), contentType);

    public Task<ApiAnswer> Raw(
        HttpMethod method, string path, byte[] body, string contentType = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return Send(method, path, content);
    }

    public HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        if (credential is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        return request;
    }

    public async Task<ApiAnswer> Send(
        HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = Request(method, path);
        request.Content = content;
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await http.SendAsync(request);
        return new ApiAnswer(
            (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers,
            answer.Content.Headers.ContentType?.MediaType);
    }

    private static ByteArrayContent JsonOf(object body)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, Web));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
