using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;
using LiveChat.Api.Tests.Problems;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Conversations;

/// <summary>Whoever may not see full numbers never gets one, whatever it calls (R3.6).</summary>
[Collection(ServerCollection.Messages)]
public sealed partial class MaskingTests(TestServer server)
{
    private const string Contact = "+34600999888";
    private const string Masked = "+34****9888";

    /// <summary>The national number is in whatever the full one is in.</summary>
    private const string Secret = "600999888";

    private readonly StringBuilder _received = new();

    [Fact]
    public async Task Nothing_that_such_an_agent_can_call_and_nothing_it_is_sent_has_the_number()
    {
        var tenant = await TestTenant.Create(server, phrases: true);
        var agent = await tenant.Agent("maria", role: "admin", showFullPhone: false);
        var queue = await tenant.Queue("Support", agent);
        var sender = await tenant.Sender(queue);
        await using var stream = await agent.Online();
        using var everything = new CancellationTokenSource();
        var reading = ReadStream(agent.Client, everything.Token);

        var text = $"Soy {Contact}, o 600 999 888, (600) 999-888, 0034600.99.98.88";
        var attachments = new[]
        {
            new { url = $"https://files.test/{Contact}/a", contentType = "image/png", name = Contact },
        };
        var mo = new { channel = "sms", sender, from = Contact, id = tenant.NextMessageId(), text, attachments };
        var id = (string)(await tenant.Adapter.Post("/v1/mo", mo)).Expect(202)["conversationId"]!;
        await stream.Until("message");
        (await tenant.Admin.Post($"/v1/conversations/{id}/notes", new { text = $"call {Contact}" })).Expect(201);
        await stream.Until("message");

        var called = await CallAll(agent, id, queue);
        Assert.True(called.Count > 45, $"Only {called.Count} calls were made.");
        Assert.Contains("POST /v1/conversations/{id}/close", called);
        await stream.Until("closed");
        await everything.CancelAsync();
        await reading;

        var received = _received.ToString();
        Assert.Contains(Masked, received, StringComparison.Ordinal);
        Assert.Contains("event: assigned", received, StringComparison.Ordinal);
        Assert.Contains("Soy +34****9888, o ****9888", received, StringComparison.Ordinal);
        AssertHidden(received);
        foreach (Match opaque in Opaque().Matches(received))
        {
            if (Base64Url.IsValid(opaque.Value)) AssertHidden(Encoding.Latin1.GetString(Decode(opaque.Value)));
        }

        // The test would see it: it is what everybody else gets.
        var full = (await tenant.Admin.Get($"/v1/conversations/{id}/messages")).Expect(200).Text;
        Assert.Contains(Secret, full, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_is_open_masks_from_the_moment_the_right_is_taken_away()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var full = (string)(await desk.Tenant.Mo(desk.Sender, Contact, "hola")).Expect(202)["conversationId"]!;
        Assert.Equal(Contact, (string)(await stream.Until("assigned")).Data["conversation"]!["contact"]!["address"]!);
        (await desk.Tenant.Admin.Patch($"/v1/agents/{desk.Maria.Id}", new { showFullPhone = false })).Expect(200);
        (await desk.Tenant.Mo(desk.Sender, Contact, $"{Contact}!")).Expect(202);
        StreamEvent message;
        do message = await stream.Until("message");
        while ((string)message.Data["message"]!["text"]! == "hola");
        Assert.Equal(full, (string)message.Data["conversationId"]!);
        Assert.Equal($"{Masked}!", (string)message.Data["message"]!["text"]!);
    }

    [Fact]
    public async Task What_contacts_answer_to_questionnaires_is_masked_too()
    {
        var desk = await Desk.Create(server);
        var tenant = desk.Tenant;
        var questionnaire = (await tenant.Questionnaire("contact")).Id;
        (await tenant.Admin.Put("/v1/settings/questionnaires", new
        {
            contact = new { questionnaireId = questionnaire, sendAtClose = true },
        })).Expect(200);
        await using var stream = await desk.Maria.Online();
        var id = (string)(await tenant.Mo(desk.Sender, Contact, "hola")).Expect(202)["conversationId"]!;
        await stream.Until("assigned");
        (await Desk.Act(desk.Maria, id, "close")).Expect(200);
        var answer = $"Soy {Contact}, o 600 999 888";
        Assert.Equal(id, (string)(await tenant.Mo(desk.Sender, Contact, answer)).Expect(202)["conversationId"]!);

        var eva = await tenant.Agent("eva", role: "admin", showFullPhone: false);
        var path = $"/v1/questionnaires/{questionnaire}/results";
        Assert.Contains(answer, (await tenant.Admin.Get(path)).Expect(200).Text, StringComparison.Ordinal);
        var conversation = $"/v1/conversations/{id}";
        foreach (var read in (string[])[path, $"{conversation}/questionnaires", $"{conversation}/events"])
        {
            var text = (await eva.Client.Get(read)).Expect(200).Text;
            Assert.Contains("Soy +34****9888, o ****9888", text, StringComparison.Ordinal);
            AssertHidden(text);
        }
    }

    [Fact]
    public async Task Who_may_not_see_full_numbers_makes_no_key_that_may()
    {
        var tenant = await TestTenant.Create(server);
        var eva = await tenant.Agent("eva", role: "admin", showFullPhone: false);
        var key = (await tenant.Admin.Post("/v1/api-keys", new { name = "k", scopes = new[] { "mt:read" } }))
            .Expect(201);
        Assert.Equal(
            "showFullPhone", (string)(await eva.Client.Post($"/v1/api-keys/{key.Id}:rotate")).Refuses(403, "forbidden")[
                "permission"]!);
        foreach (var scope in (string[])["conversations:read", "conversations:write", "mt:read", "admin:read"])
        {
            var refused = await eva.Client.Post("/v1/api-keys", new { name = "k", scopes = new[] { scope } });
            Assert.Equal("showFullPhone", (string)refused.Refuses(403, "forbidden")["permission"]!);
        }

        (await eva.Client.Post("/v1/api-keys", new { name = "k", scopes = new[] { "mo:write", "dlr:write" } }))
            .Expect(201);
    }

    [Fact]
    public async Task Numbers_cannot_be_found_by_trying()
    {
        var tenant = await TestTenant.Create(server);
        var agent = await tenant.Agent("maria", showFullPhone: false);
        var path = $"/v1/conversations?contact={Uri.EscapeDataString(Contact)}";
        Assert.Equal(
            "showFullPhone", (string)(await agent.Client.Get(path)).Refuses(403, "forbidden")["permission"]!);
        (await tenant.Admin.Get(path)).Expect(200);
    }

    /// <summary>Every call that reads, and every one on the conversation; closing comes last.</summary>
    private async Task<List<string>> CallAll(TestAgent agent, string conversation, string queue)
    {
        var document = (await server.Anonymous.Get("/openapi/v1.json")).Expect(200).Json;
        var operations = Operation.All(document)
            .Where(it => it.Path.StartsWith("/v1/", StringComparison.Ordinal) && !it.Path.Contains("/hooks/"))
            .Where(it => it.Path != "/v1/me/stream")
            .Where(it => it.Method == HttpMethod.Get || it.Path.StartsWith("/v1/conversations/{id}"))
            .OrderBy(it => it.Path switch
            {
                _ when it.Path.EndsWith("/close", StringComparison.Ordinal) => 2,
                _ when it.Path.EndsWith("/transfer", StringComparison.Ordinal) => 1,
                _ => 0,
            }).ToList();
        foreach (var operation in operations)
        {
            var id = operation.Path.StartsWith("/v1/conversations/") ? conversation
                : operation.Path.StartsWith("/v1/queues/") ? queue
                : agent.Id;
            await Call(agent.Client, operation, Operation.Concrete(operation.Path, id));
        }

        foreach (var path in (string[])
            ["/v1/conversations?limit=1", $"/v1/conversations/{conversation}/messages?limit=1",
                $"/v1/conversations/{conversation}/events?limit=1", "/v1/conversations/nonsense"])
        {
            using var request = agent.Client.Request(HttpMethod.Get, path);
            await Receive(agent.Client, request);
        }

        return [.. operations.Select(it => it.Name)];
    }

    private async Task Call(ApiClient client, Operation operation, string path)
    {
        using var request = client.Request(operation.Method, path);
        if (operation.BodySchema is not null)
        {
            request.Content = new StringContent(operation.ExampleBody, Encoding.UTF8);
            request.Content.Headers.ContentType = new("application/json");
        }

        await Receive(client, request);
    }

    private async Task Receive(ApiClient client, HttpRequestMessage request)
    {
        using var answer = await client.Http.SendAsync(request);
        Assert.True((int)answer.StatusCode < 500, $"{request.RequestUri}: {(int)answer.StatusCode}");
        Note($"{answer.Headers}{answer.Content.Headers}\n{await answer.Content.ReadAsStringAsync()}\n");
    }

    /// <summary>Notes every byte that a stream of the agent sends, until it is told to end.</summary>
    private async Task ReadStream(ApiClient client, CancellationToken end)
    {
        using var request = client.Request(HttpMethod.Get, "/v1/me/stream");
        using var answer = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end);
        Note(answer.Headers.ToString());
        await using var body = await answer.Content.ReadAsStreamAsync(end);
        var buffer = new byte[4_096];
        try
        {
            while (await body.ReadAsync(buffer, end) is var count and > 0)
                Note(Encoding.UTF8.GetString(buffer, 0, count));
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // It was told to end.
        }
    }

    private void Note(string text)
    {
        lock (_received) _received.Append(text);
    }

    private static void AssertHidden(string text)
    {
        var at = text.IndexOf(Secret, StringComparison.Ordinal);
        Assert.True(at < 0, at < 0 ? "" : text[Math.Max(0, at - 200)..(at + Secret.Length)]);
        Assert.DoesNotContain("600 999 888", text, StringComparison.Ordinal);
        Assert.DoesNotContain("999-888", text, StringComparison.Ordinal);
        Assert.DoesNotContain("99.98.88", text, StringComparison.Ordinal);
    }

    private static byte[] Decode(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return [];
        }
    }

    /// <summary>What may be a cursor.</summary>
    [GeneratedRegex("[A-Za-z0-9_-]{16,}")]
    private static partial Regex Opaque();
}
