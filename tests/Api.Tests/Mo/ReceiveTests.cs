using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Mo;

[Collection(ServerCollection.Messages)]
public class ReceiveTests(TestServer server)
{
    [SkippableFact]
    public async Task A_first_message_opens_a_conversation_of_its_thread()
    {
        var desk = await server.SharedDesk;
        var taken = (await desk.Tenant.Mo(desk.Sender, desk.Contact())).Expect(202);
        Assert.False((bool)taken["duplicate"]!);
        Assert.StartsWith((string)taken["threadId"]!, (string)taken["conversationId"]!);
        var shown = (await desk.Tenant.Adapter.Get($"/v1/conversations/{taken["conversationId"]}")).Expect(200);
        Assert.Equal("waiting", (string)shown["state"]!);
        Assert.Equal(desk.Queue, (string)shown["queueId"]!);
        Assert.Equal(desk.Sender, (string)shown["sender"]!);
        Assert.Equal("sms", (string)shown["channel"]!);
    }

    [SkippableFact]
    public async Task A_repeated_id_is_answered_like_the_first_and_changes_nothing()
    {
        var desk = await server.SharedDesk;
        var contact = desk.Contact();
        var id = desk.Tenant.NextMessageId();
        var first = (await desk.Tenant.Mo(desk.Sender, contact, "one", id)).Expect(202);
        var again = (await desk.Tenant.Mo(desk.Sender, contact, "other text", id)).Expect(202);
        Assert.True((bool)again["duplicate"]!);
        Assert.Equal((string)first["conversationId"]!, (string)again["conversationId"]!);
        Assert.Equal(["one"], await Texts(desk, first));
    }

    [SkippableFact]
    public async Task Of_many_repetitions_at_once_exactly_one_is_taken()
    {
        var desk = await server.SharedDesk;
        var contact = desk.Contact();
        var id = desk.Tenant.NextMessageId();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 32).Select(_ => desk.Tenant.Mo(desk.Sender, contact, "hola", id)));
        foreach (var answer in answers) answer.Expect(202);
        Assert.Single(answers, it => !(bool)it["duplicate"]!);
        Assert.Single(answers.Select(it => (string)it["conversationId"]!).Distinct());
        Assert.Equal(["hola"], await Texts(desk, answers[0]));
    }

    [SkippableFact]
    public async Task Many_messages_of_one_contact_at_once_are_one_conversation()
    {
        var desk = await server.SharedDesk;
        var contact = desk.Contact();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 32).Select(i => desk.Tenant.Mo(desk.Sender, contact, $"text {i}")));
        Assert.Single(answers.Select(it => (string)it.Expect(202)["conversationId"]!).Distinct());
        Assert.Equal(32, (await Texts(desk, answers[0])).Distinct().Count());
    }

    [SkippableFact]
    public async Task Spellings_of_one_number_are_one_thread()
    {
        var desk = await server.SharedDesk;
        string[] spellings = ["+5215512345678", "+52 55 1234-5678", "005215512345678", "whatsapp:+525512345678"];
        var threads = new HashSet<string>();
        foreach (var spelling in spellings)
        {
            threads.Add((string)(await desk.Tenant.Mo(desk.Sender, spelling)).Expect(202)["threadId"]!);
        }

        Assert.Single(threads);
    }

    [SkippableFact]
    public async Task Messages_after_the_close_open_the_next_conversation_of_the_thread()
    {
        var desk = await Desk.Create(server);
        var contact = desk.Contact();
        var first = (await desk.Tenant.Mo(desk.Sender, contact, "one", "first")).Expect(202);
        (await desk.Tenant.Admin.Post($"/v1/conversations/{first["conversationId"]}/close")).Expect(200);
        var second = (await desk.Tenant.Mo(desk.Sender, contact, "two")).Expect(202);
        Assert.Equal((string)first["threadId"]!, (string)second["threadId"]!);
        Assert.NotEqual((string)first["conversationId"]!, (string)second["conversationId"]!);
        var late = (await desk.Tenant.Mo(desk.Sender, contact, "one", "first")).Expect(202);
        Assert.True((bool)late["duplicate"]!);
        Assert.Equal((string)first["conversationId"]!, (string)late["conversationId"]!);
    }

    [SkippableFact]
    public async Task What_cannot_be_stored_is_removed_from_a_text_and_the_rest_kept()
    {
        var desk = await server.SharedDesk;
        var body = $$"""
            {"channel":"sms","sender":"{{desk.Sender}}","from":"{{desk.Contact()}}","id":"odd",
             "text":"a\u0000b\ud83d c\u0001 ñ \ud83d\ude00\n\t\"q\"\\"}
            """;
        var taken = (await desk.Tenant.Adapter.Raw(HttpMethod.Post, "/v1/mo", body)).Expect(202);
        Assert.Equal(["ab c ñ 😀\n\t\"q\"\\"], await Texts(desk, taken));
    }

    [SkippableFact]
    public async Task A_long_text_with_accents_and_emoji_is_kept_as_sent()
    {
        var desk = await server.SharedDesk;
        var text = string.Concat(Enumerable.Repeat("¿Dónde está mi pedido? 😀🇪🇸 ", 50));
        var taken = (await desk.Tenant.Mo(desk.Sender, desk.Contact(), text)).Expect(202);
        Assert.Equal([text], await Texts(desk, taken));
    }

    [SkippableFact]
    public async Task Attachments_are_shown_with_their_message()
    {
        var desk = await server.SharedDesk;
        var taken = (await desk.Tenant.Adapter.Post("/v1/mo", new
        {
            channel = "sms",
            sender = desk.Sender,
            from = desk.Contact(),
            id = "attached",
            text = "",
            attachments = new[]
            {
                new { url = "https://files.test/a.jpg", contentType = "image/jpeg", name = "a.jpg" },
            },
        })).Expect(202);
        var messages = await desk.Tenant.Adapter.Get($"/v1/conversations/{taken["conversationId"]}/messages");
        var message = Assert.Single(messages.Expect(200).Items)!;
        Assert.Equal("file", (string)message["kind"]!);
        Assert.Equal("https://files.test/a.jpg", (string)message["attachments"]![0]!["url"]!);
    }

    [SkippableFact]
    public async Task A_sender_of_nobody_is_unknown()
    {
        var desk = await server.SharedDesk;
        (await desk.Tenant.Mo("+34999999999", desk.Contact())).Refuses(404, "sender-unknown");
    }

    [SkippableFact]
    public async Task A_sender_of_another_tenant_is_unknown()
    {
        var desk = await Desk.Create(server);
        var other = await Desk.Create(server);
        (await desk.Tenant.Mo(other.Sender, desk.Contact())).Refuses(404, "sender-unknown");
    }

    [SkippableFact]
    public async Task While_live_chat_is_off_the_API_says_so()
    {
        var desk = await Desk.Create(server);
        (await server.Platform.Patch($"/v1/platform/tenants/{desk.Tenant.Slug}", new { liveChat = false })).Expect(200);
        (await desk.Tenant.Mo(desk.Sender, desk.Contact())).Refuses(409, "livechat-off");
        (await server.Platform.Patch($"/v1/platform/tenants/{desk.Tenant.Slug}", new { liveChat = true })).Expect(200);
        (await desk.Tenant.Mo(desk.Sender, desk.Contact())).Expect(202);
    }

    [SkippableFact]
    public async Task Only_a_key_with_the_scope_may_push()
    {
        var desk = await server.SharedDesk;
        var key = await desk.Tenant.Admin.Post("/v1/api-keys", new { name = "reader", scopes = new[] { "mt:read" } });
        var body = new { channel = "sms", sender = desk.Sender, from = desk.Contact(), id = "x", text = "hola" };
        var refused = await server.With((string)key.Expect(201)["key"]!).Post("/v1/mo", body);
        Assert.Equal("mo:write", (string)refused.Refuses(403, "forbidden")["permission"]!);
        (await desk.Tenant.Admin.Post("/v1/mo", body)).Refuses(403, "forbidden");
        (await server.Anonymous.Post("/v1/mo", body)).Refuses(401, "unauthorized");
    }

    public static TheoryData<string, string> BadFields => new()
    {
        { "sender", "\"\"" }, { "sender", "\"+0\"" }, { "sender", "\"not a sender at all\"" },
        { "from", "\"\"" }, { "from", "\"600111222\"" }, { "from", "\"+34600\"" }, { "from", "\"+34600111222x\"" },
        { "id", "\"\"" }, { "id", "\"a\\u0000b\"" }, { "id", "\"a\\nb\"" }, { "id", "\"\\ud83d\"" },
        { "text", "\"\"" }, { "text", "\"\\u0000\"" }, { "text", "5" }, { "text", "null" }, { "text", "[]" },
        { "channel", "\"telegram\"" }, { "channel", "\"SMS\"" }, { "channel", "1" }, { "channel", "null" },
        { "at", "\"yesterday\"" }, { "at", "\"2026-01-01\"" }, { "at", "5" }, { "at", "\"2026-13-01T00:00:00Z\"" },
        { "attachments", "{}" }, { "attachments", "\"x\"" },
        { "attachments[0]", "[null]" }, { "attachments[0].url", "[{\"url\":\"ftp://x\",\"contentType\":\"a/b\"}]" },
        { "attachments[0].contentType", "[{\"url\":\"http://x\",\"contentType\":\"image\"}]" },
        { "attachments[0].contentType", "[{\"url\":\"http://x\"}]" },
        { "attachments[0].size", "[{\"url\":\"http://x\",\"contentType\":\"a/b\",\"size\":1}]" },
        { "colour", "\"red\"" },
    };

    [SkippableTheory]
    [MemberData(nameof(BadFields))]
    public async Task A_bad_field_is_named(string field, string json)
    {
        var desk = await server.SharedDesk;
        var fields = new Dictionary<string, string>
        {
            ["channel"] = "\"sms\"",
            ["sender"] = $"\"{desk.Sender}\"",
            ["from"] = "\"+34600111222\"",
            ["id"] = "\"x\"",
            ["text"] = "\"hola\"",
            [field.Split('[')[0]] = json,
        };
        var body = $"{{{string.Join(',', fields.Select(it => $"\"{it.Key}\":{it.Value}"))}}}";
        (await desk.Tenant.Adapter.Raw(HttpMethod.Post, "/v1/mo", body)).RefusesFields(field);
    }

    [SkippableTheory]
    [InlineData("sender")]
    [InlineData("from")]
    [InlineData("id")]
    [InlineData("text")]
    public async Task A_field_of_nearly_a_megabyte_is_refused(string field)
    {
        var desk = await server.SharedDesk;
        var fields = new Dictionary<string, string>
        {
            ["channel"] = "sms",
            ["sender"] = desk.Sender,
            ["from"] = "+34600111222",
            ["id"] = "x",
            ["text"] = "hola",
            [field] = new string('7', 1_000_000),
        };
        (await desk.Tenant.Adapter.Post("/v1/mo", fields)).RefusesFields(field);
    }

    [SkippableFact]
    public async Task Everything_that_is_wrong_is_named_at_once()
    {
        var desk = await server.SharedDesk;
        (await desk.Tenant.Adapter.Raw(HttpMethod.Post, "/v1/mo", "{}"))
            .RefusesFields("channel", "sender", "from", "id", "text");
        (await desk.Tenant.Adapter.Raw(HttpMethod.Post, "/v1/mo", """{"channel":1,"sender":2,"from":null,"x":1}"""))
            .RefusesFields("channel", "sender", "from", "id", "text", "x");
        (await desk.Tenant.Adapter.Post(
                "/v1/mo", new { channel = "sms", sender = "?", from = "1", id = "", text = "" }))
            .RefusesFields("sender", "from", "id", "text");
    }

    [SkippableFact]
    public async Task A_time_in_the_future_counts_as_now()
    {
        var desk = await server.SharedDesk;
        var taken = (await desk.Tenant.Adapter.Post("/v1/mo", new
        {
            channel = "sms",
            sender = desk.Sender,
            from = desk.Contact(),
            id = "future",
            text = "hola",
            at = "2090-01-01T00:00:00+02:00",
        })).Expect(202);
        var messages = await desk.Tenant.Adapter.Get($"/v1/conversations/{taken["conversationId"]}/messages");
        var at = DateTimeOffset.Parse((string)messages.Items[0]!["at"]!);
        Assert.True(at < DateTimeOffset.UtcNow.AddMinutes(1));
    }

    private static async Task<string[]> Texts(Desk desk, ApiAnswer taken)
    {
        var messages = await desk.Tenant.Adapter.Get($"/v1/conversations/{taken["conversationId"]}/messages");
        return [.. messages.Expect(200).Items.Where(it => (string)it!["direction"]! == "mo")
            .Select(it => (string)it!["text"]!)];
    }
}

[Collection(PostgresCollection.Name)]
public sealed class ReceiveOnPostgres(PostgresApiServer server) : ReceiveTests(server.OrSkip());
