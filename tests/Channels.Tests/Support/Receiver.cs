using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveChat.Channels.Tests.Support;

/// <summary>An adapter: a real Kestrel on loopback that answers each request as its script says.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Arrival> _arrivals = Channel.CreateUnbounded<Arrival>();
    private readonly Func<Arrival, Task<Answer>> _script;

    private Receiver(Func<Arrival, Task<Answer>> script)
    {
        _script = script;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(Handle);
    }

    public string Url => _app.Urls.Single();

    public static async Task<Receiver> Start(Func<Arrival, Task<Answer>> script)
    {
        var receiver = new Receiver(script);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Answers with one status after another, and with the last one for ever.</summary>
    public static Task<Receiver> Start(params int[] statuses)
    {
        var next = -1;
        return Start(_ => Task.FromResult(
            new Answer(statuses[Math.Min(Interlocked.Increment(ref next), statuses.Length - 1)])));
    }

    /// <summary>The next request, when its script begins.</summary>
    public Task<Arrival> Next() => _arrivals.Reader.ReadAsync().AsTask().Within("a request at the adapter");

    public async Task<IReadOnlyList<Arrival>> Next(int count)
    {
        var arrivals = new List<Arrival>();
        while (arrivals.Count < count) arrivals.Add(await Next());
        return arrivals;
    }

    /// <summary>A request that has come and was not asked for; null when there is none.</summary>
    public Arrival? Unexpected() => _arrivals.Reader.TryRead(out var arrival) ? arrival : null;

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task Handle(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var arrival = new Arrival(
            http.Request.Path.Value!, http.Request.QueryString.Value ?? "",
            http.Request.Headers.ToDictionary(it => it.Key.ToLowerInvariant(), it => it.Value.ToString()),
            body.ToArray());
        _arrivals.Writer.TryWrite(arrival);
        var answer = await _script(arrival).WaitAsync(http.RequestAborted);
        http.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers ?? []) http.Response.Headers[name] = value;
        await http.Response.WriteAsync(answer.Body);
    }
}

public sealed record Answer(int Status, string Body = "", Dictionary<string, string>? Headers = null);

public sealed record Arrival(string Path, string Query, Dictionary<string, string> Headers, byte[] Body)
{
    public JsonElement Json { get; } = Body.Length == 0 ? default : JsonDocument.Parse(Body).RootElement;

    public string Text => Json.GetProperty("text").GetString()!;
}
