using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using LiveChat.Api.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveChat.Api.Tests.Delivery;

/// <summary>
/// A callback that refuses for good until it is told otherwise, and what is done about its dead letters.
/// </summary>
[Collection(ServerCollection.Messages)]
public class DeadLetterTests(TestServer server) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static int _senders;
    private readonly Channel<string> _arrivals = System.Threading.Channels.Channel.CreateUnbounded<string>();
    private WebApplication? _adapter;
    private volatile int _status = 410;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _adapter = builder.Build();
        _adapter.Run(http =>
        {
            http.Response.StatusCode = _status;
            _arrivals.Writer.TryWrite(http.Request.Headers["webhook-id"].ToString());
            return Task.CompletedTask;
        });
        await _adapter.StartAsync();
    }

    public async Task DisposeAsync() => await _adapter!.DisposeAsync();

    [SkippableFact]
    public async Task A_refused_message_is_listed_and_sent_when_it_is_retried()
    {
        var desk = await Desk.Create(server);
        var sender = await CallbackSender(desk);
        await using var stream = await desk.Maria.Online();
        (await desk.Tenant.Mo(sender.Address, desk.Contact())).Expect(202);
        var conversation = (string)(await stream.Until("assigned")).Data["conversation"]!["id"]!;
        var sent = (await desk.Maria.Client.Post($"/v1/conversations/{conversation}/messages", new { text = "hola" }))
            .Expect(201).Id;
        Assert.Equal(sent, await Arrival());
        Assert.Contains("failed", (await stream.Until("delivery")).Data.ToJsonString());

        var admin = desk.Tenant.Admin;
        var letter = Assert.Single((await admin.Get($"/v1/mt/dead-letters?senderId={sender.Id}")).Expect(200).Items);
        Assert.Equal(
            (sent, "hola", "http-410"),
            ((string)letter!["message"]!["messageId"]!, (string)letter["message"]!["text"]!, (string)letter["code"]!));
        Assert.Empty((await (await TestTenant.Create(server)).Admin.Get("/v1/mt/dead-letters")).Expect(200).Items);

        _status = 200;
        var results = (await admin.Post("/v1/mt/dead-letters:retry", new { messageIds = new[] { sent, "nonsense" } }))
            .Expect(200)["results"]!.AsArray();
        Assert.Equal([true, false], results.Select(it => (bool)it!["ok"]!));
        Assert.Equal(sent, await Arrival());
        Assert.Contains("sent", (await stream.Until("delivery")).Data.ToJsonString());
        Assert.Empty((await admin.Get("/v1/mt/dead-letters")).Expect(200).Items);
        var again = (await admin.Post("/v1/mt/dead-letters:retry", new { messageIds = new[] { sent } })).Expect(200);
        Assert.Equal("not-found", (string)again["results"]![0]!["code"]!);
    }

    [SkippableFact]
    public async Task Dead_letters_are_given_in_parts_the_latest_first()
    {
        var desk = await Desk.Create(server);
        var sender = await CallbackSender(desk);
        await using var stream = await desk.Maria.Online();
        (await desk.Tenant.Mo(sender.Address, desk.Contact())).Expect(202);
        var conversation = (string)(await stream.Until("assigned")).Data["conversation"]!["id"]!;
        var sent = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            sent.Add((await desk.Maria.Client.Post(
                $"/v1/conversations/{conversation}/messages", new { text = $"{i}" })).Expect(201).Id);
            await stream.Until("delivery");
        }

        var listed = new List<string>();
        string? cursor = null;
        do
        {
            var after = cursor is null ? "" : $"&cursor={cursor}";
            var part = (await desk.Tenant.Admin.Get($"/v1/mt/dead-letters?limit=2{after}")).Expect(200);
            listed.AddRange(part.Items.Select(it => (string)it!["message"]!["messageId"]!));
            cursor = (string?)part["next"];
        }
        while (cursor is not null);
        Assert.Equal(Enumerable.Reverse(sent), listed);
        (await desk.Tenant.Admin.Get("/v1/mt/dead-letters?cursor=bad&senderId=bad"))
            .RefusesFields("cursor", "senderId");
    }

    [Fact]
    public async Task Who_may_not_see_full_numbers_gets_none_with_a_dead_letter_in_any_byte()
    {
        const string National = "600999777";
        var desk = await Desk.Create(server);
        var sender = await CallbackSender(desk);
        await using var stream = await desk.Maria.Online();
        (await desk.Tenant.Mo(sender.Address, $"+34{National}")).Expect(202);
        var conversation = (string)(await stream.Until("assigned")).Data["conversation"]!["id"]!;
        var sent = new List<string>();
        foreach (var text in (string[])[$"Le llamo al +34{National}", "¿Es el 600 999 777, o el (600) 99-97.77?"])
        {
            sent.Add((await desk.Maria.Client.Post($"/v1/conversations/{conversation}/messages", new { text }))
                .Expect(201).Id);
            await stream.Until("delivery");
        }

        var boss = (await desk.Tenant.Agent("nadia", role: "admin", showFullPhone: false)).Client;
        var received = new StringBuilder();
        foreach (var path in (string[])["", "?limit=1", $"?senderId={sender.Id}"])
            await Receive(boss.Request(HttpMethod.Get, $"/v1/mt/dead-letters{path}"));
        var retry = boss.Request(HttpMethod.Post, "/v1/mt/dead-letters:retry");
        retry.Content = JsonContent.Create(new { messageIds = sent });
        await Receive(retry);

        var bytes = received.ToString();
        Assert.Contains("+34****9777", bytes);
        Assert.Contains("Le llamo al +34****9777", bytes);
        var digits = string.Concat(bytes.Where(char.IsAsciiDigit));
        Assert.DoesNotContain(National, digits);
        Assert.Contains(National, (await desk.Tenant.Admin.Get($"/v1/conversations/{conversation}")).Text);

        async Task Receive(HttpRequestMessage request)
        {
            using var answer = await boss.Http.SendAsync(request);
            request.Dispose();
            var body = (await answer.Content.ReadAsStringAsync()).Replace("\\u002B", "+");
            if (JsonNode.Parse(body)!["next"] is { } next)
                body += Encoding.Latin1.GetString(Base64Url.DecodeFromChars((string)next!));
            received.Append(answer.Headers).Append(answer.Content.Headers).Append(body);
        }
    }

    private async Task<string> Arrival() => await _arrivals.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    private async Task<(string Id, string Address)> CallbackSender(Desk desk)
    {
        var address = $"+34822{Interlocked.Increment(ref _senders):000000}";
        var made = (await desk.Tenant.Admin.Post("/v1/senders", new
        {
            address,
            channel = "sms",
            mode = "exclusive",
            queueId = desk.Queue,
            delivery = new
            {
                kind = "callback",
                url = _adapter!.Urls.Single(),
                secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            },
        })).Expect(201);
        return (made.Id, address);
    }
}

[Collection(PostgresCollection.Name)]
public sealed class DeadLetterOnPostgres(PostgresApiServer server) : DeadLetterTests(server.OrSkip());
