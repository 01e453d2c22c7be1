using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Conversations;

[Collection(ServerCollection.Messages)]
public sealed class TranscriptTests(TestServer server)
{
    private const string Attack = "<script>alert('ñandú')</script> & \"co\"";

    [Fact]
    public async Task A_conversation_is_printed_in_order_with_every_text_as_it_was_written()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var contact = desk.Contact();
        var id = (string)(await desk.Tenant.Mo(desk.Sender, contact, Attack)).Expect(202)["conversationId"]!;
        await stream.Until("assigned");
        var answer = new { text = "¡Buenas!\nadiós" };
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/messages", answer)).Expect(201);
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/notes", new { text = "strange" })).Expect(201);

        var path = $"/v1/conversations/{id}/transcript";
        var page = (await desk.Maria.Client.Get(path)).Expect(200);
        Assert.Equal("text/html", page.ContentType);
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.DoesNotContain("<script>", page.Text);
        Assert.Contains("&lt;script&gt;alert(&#x27;ñandú&#x27;)&lt;/script&gt; &amp; &quot;co&quot;", page.Text);
        Assert.Contains(contact.TrimStart('+'), page.Text);
        Assert.Matches("(?s)ñandú.*¡Buenas!", page.Text);
        Assert.Contains("MARIA", page.Text);
        Assert.Contains("Europe/Madrid", page.Text);
        Assert.DoesNotContain("strange", page.Text);
        Assert.Contains("strange", (await desk.Maria.Client.Get($"{path}?notes=true")).Expect(200).Text);

        (await desk.Maria.Client.Get($"{path}?notes=maybe")).RefusesFields("notes");
        (await desk.Luis.Client.Get(path)).Refuses(404, "not-found");
        (await (await TestTenant.Create(server)).Admin.Get(path)).Refuses(404, "not-found");
        (await desk.Tenant.Admin.Get("/v1/conversations/nonsense/transcript")).Refuses(404, "not-found");
    }

    [Fact]
    public async Task Who_sees_numbers_masked_prints_them_masked()
    {
        var tenant = await TestTenant.Create(server);
        var agent = await tenant.Agent("maria", showFullPhone: false);
        var sender = await tenant.Sender(await tenant.Queue("Support", agent));
        await using var stream = await agent.Online();
        var id = (string)(await tenant.Mo(sender, "+34600999888")).Expect(202)["conversationId"]!;
        await stream.Until("assigned");
        var page = (await agent.Client.Get($"/v1/conversations/{id}/transcript")).Expect(200);
        Assert.DoesNotContain("600999888", page.Text);
        Assert.Contains("34****9888", page.Text);
    }
}
