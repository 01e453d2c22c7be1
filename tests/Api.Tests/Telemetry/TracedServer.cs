using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Threading.Channels;
using LiveChat.Api.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveChat.Api.Tests.Telemetry;

/// <summary>
/// The product, with a receiver of OTLP over HTTP that keeps what it is sent; it also takes MT as a callback.
/// </summary>
public sealed class TracedServer : TestServer, IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Path, string Body)> _received = new();
    private readonly Channel<string> _parents = Channel.CreateUnbounded<string>();
    private WebApplication? _receiver;

    /// <summary>What came by OTLP, with the text in it readable.</summary>
    public IEnumerable<(string Path, string Body)> Received => _received;

    /// <summary>The <c>traceparent</c> of each MT.</summary>
    public ChannelReader<string> Parents => _parents.Reader;

    public string Receiver => _receiver!.Urls.Single();

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["LiveChat:Telemetry:OtlpEndpoint"] = Receiver,
        ["LiveChat:Telemetry:OtlpProtocol"] = "http",
    };

    async Task IAsyncLifetime.InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _receiver = builder.Build();
        _receiver.Run(Take);
        await _receiver.StartAsync();
        await InitializeAsync();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await _receiver!.DisposeAsync();
    }

    private async Task Take(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var path = http.Request.Path.Value!;
        if (path == "/mt") _parents.Writer.TryWrite(http.Request.Headers.TraceParent.ToString());
        else _received.Enqueue((path, Encoding.Latin1.GetString(body.ToArray())));
    }
}
