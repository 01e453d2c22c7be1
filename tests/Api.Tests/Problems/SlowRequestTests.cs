using System.Net.Sockets;
using System.Text;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Problems;

/// <summary>Clients that let a request trickle in, to hold a connection for as long as they like.</summary>
public sealed class SlowRequestTests(SlowRequestTests.ImpatientServer server)
    : IClassFixture<SlowRequestTests.ImpatientServer>
{
    private const string Headers =
        "POST /v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n";

    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _endMax = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_body_that_trickles_is_given_up_with_its_connection()
    {
        var answer = await Trickle($"{Headers}\r\n{{\"tenant\":\"");
        Assert.StartsWith("HTTP/1.1 408", answer);
        Assert.Contains("\"code\":\"too-slow\"", answer);
    }

    [Fact]
    public async Task Headers_that_trickle_are_given_up_with_their_connection() =>
        Assert.StartsWith("HTTP/1.1 408", await Trickle($"{Headers}X-Slow: "));

    /// <summary>
    /// Sends the beginning at once and then a byte now and then, until the server has ended the connection; what it
    /// said.
    /// </summary>
    private async Task<string> Trickle(string beginning)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Url.Host, server.Url.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var said = reader.ReadToEndAsync();
        using var pace = new PeriodicTimer(_between);
        using var end = new CancellationTokenSource(_endMax);
        while (!said.IsCompleted && await pace.WaitForNextTickAsync(end.Token))
        {
            try
            {
                await stream.WriteAsync("x"u8.ToArray(), end.Token);
            }
            catch (IOException)
            {
                break; // The server takes nothing any more; what it said before is there.
            }
        }

        return await said.WaitAsync(end.Token);
    }

    /// <summary>The usual limits, made small.</summary>
    public sealed class ImpatientServer : TestServer
    {
        protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
        {
            ["LiveChat:Pace:HeadersSecondsMax"] = "1",
            ["LiveChat:Pace:BodyGraceSeconds"] = "2",
        };
    }
}
