using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveChat.Cluster.Tests.Nodes;

/// <summary>Takes what nodes send by OTLP over HTTP, and MT at <c>/mt</c>.</summary>
internal sealed class TraceReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _received = new();

    private TraceReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/v1/traces", Keep);
        _app.MapFallback(static () => Results.Ok());
    }

    public Uri Url => new(_app.Urls.Single());

    public static async Task<TraceReceiver> Start()
    {
        var receiver = new TraceReceiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>The names of a trace's spans.</summary>
    public IReadOnlyCollection<string> Of(string trace)
    {
        // Of a span: trace_id, span_id, parent_span_id, flags and name, with their tags and lengths (trace.proto of
        // opentelemetry-proto).
        var id = Regex.Escape(Encoding.Latin1.GetString(Convert.FromHexString(trace)));
        var span = new Regex(
            $"\n\x10{id}\x12\x08.{{8}}(\x22\x08.{{8}})?(\x85\x01.{{4}})?\\*(?<length>[\x01-\x7f])(?<rest>.{{0,127}})",
            RegexOptions.Singleline);
        return [
            .. _received.SelectMany(it => span.Matches(it))
                .Select(it => it.Groups["rest"].Value[..it.Groups["length"].Value[0]]),
        ];
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> Keep(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        _received.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
        return Results.Ok();
    }
}
