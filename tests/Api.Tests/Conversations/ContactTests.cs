using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Conversations;

/// <summary>Who opts out, is blocked, or speaks another language.</summary>
[Collection(ServerCollection.Messages)]
public sealed class ContactTests(TestServer server)
{
    private const string Localisation = "/v1/settings/localisation";

    [Fact]
    public async Task To_who_opts_out_nothing_is_sent_but_one_confirmation_until_it_returns()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var contact = desk.Contact();
        var id = await Mo(desk, contact, "hola");
        await stream.Until("assigned");
        Assert.Equal(id, await Mo(desk, contact, "Stop."));
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/messages", new { text = "but" }))
            .Refuses(409, "contact-opted-out");
        Assert.True((bool)(await desk.Maria.Client.Get($"/v1/conversations/{id}")).Expect(200)["optedOut"]!);
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/close")).Expect(200);
        Assert.Equal(["optedOut"], await Phrases(desk, id));

        var next = await Mo(desk, contact, "otra cosa");
        await stream.Until("assigned");
        Assert.NotEqual(id, next);
        (await desk.Maria.Client.Post($"/v1/conversations/{next}/messages", new { text = "but" }))
            .Refuses(409, "contact-opted-out");
        Assert.Equal(next, await Mo(desk, contact, "ALTA"));
        (await desk.Maria.Client.Post($"/v1/conversations/{next}/messages", new { text = "hola" })).Expect(201);
        Assert.Empty(await Phrases(desk, next));
        var types = await Types(desk, next);
        Assert.Contains("optedIn", types);
    }

    [Fact]
    public async Task A_first_message_that_opts_out_waits_for_nobody()
    {
        var desk = await Desk.Create(server);
        var id = await Mo(desk, desk.Contact(), "BAJA");
        var conversation = await desk.Tenant.Admin.Get($"/v1/conversations/{id}");
        Assert.Equal(("closed", "contact"), ((string)conversation["state"]!, (string)conversation["closeReason"]!));
        Assert.Equal(["opened", "messageReceived", "optedOut", "phraseSent", "closed"], await Types(desk, id));
    }

    [Fact]
    public async Task Who_opts_out_while_it_waits_waits_no_more()
    {
        var desk = await Desk.Create(server);
        var contact = desk.Contact();
        var id = await Mo(desk, contact, "hola");
        Assert.Equal(id, await Mo(desk, contact, "stop"));
        Assert.Equal("closed", (string)(await desk.Tenant.Admin.Get($"/v1/conversations/{id}"))["state"]!);
        await using var stream = await desk.Maria.Online();
        await desk.AssignedOn(stream);
    }

    [Fact]
    public async Task A_blocked_contact_is_heard_by_nobody_until_it_is_unblocked()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var contact = desk.Contact();
        var id = await Mo(desk, contact, "hola");
        await stream.Until("assigned");
        var path = $"/v1/conversations/{id}/block";
        (await desk.Luis.Client.Post(path)).Refuses(409, "not-assigned-to-you");
        var blocked = (await desk.Maria.Client.Post(path)).Expect(200);
        Assert.Equal(("closed", true), ((string)blocked["state"]!, (bool)blocked["blocked"]!));
        await stream.Until("closed");
        (await desk.Maria.Client.Post(path)).Expect(200);
        Assert.Equal(id, await Mo(desk, contact, "¿hola?"));
        var messages = (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/messages")).Items;
        Assert.Equal("¿hola?", (string)messages[^1]!["text"]!);
        Assert.Equal("closed", (string)(await desk.Tenant.Admin.Get($"/v1/conversations/{id}"))["state"]!);

        (await desk.Tenant.Admin.Delete(path)).Expect(200);
        Assert.NotEqual(id, await Mo(desk, contact, "¿y ahora?"));
        await stream.Until("assigned");
        Assert.Contains("contactUnblocked", await Types(desk, id));
        (await desk.Tenant.Admin.Post($"/v1/conversations/{new string('0', 32)}-1/block")).Refuses(404, "not-found");
        (await desk.Tenant.Admin.Post("/v1/conversations/nonsense/block")).Refuses(404, "not-found");
    }

    [Fact]
    public async Task The_language_of_a_conversation_is_that_of_its_first_message()
    {
        var desk = await Desk.Create(server);
        Assert.Equal("es", await Language(desk, await Mo(desk, desk.Contact(), "Where is my parcel, please?")));
        (await desk.Tenant.Admin.Patch(Localisation, new { detectLanguage = true })).Expect(200);
        Assert.Equal("en", await Language(desk, await Mo(desk, desk.Contact(), "Where is my parcel, please?")));
        Assert.Equal("es", await Language(desk, await Mo(desk, desk.Contact(), "12345")));
        (await desk.Tenant.Admin.Patch(Localisation, new { defaultLanguage = "pt-BR" })).Expect(200);
        Assert.Equal("pt-BR", await Language(desk, await Mo(desk, desk.Contact(), "12345")));
        (await desk.Tenant.Admin.Patch(Localisation, new { fallBackToDefault = false })).Expect(200);
        Assert.Null(await Language(desk, await Mo(desk, desk.Contact(), "12345")));
    }

    [Fact]
    public async Task A_contact_switches_the_language_by_its_name_where_it_may()
    {
        var desk = await Desk.Create(server);
        var contact = desk.Contact();
        var id = await Mo(desk, contact, "hola");
        await Mo(desk, contact, "Français");
        Assert.Equal("es", await Language(desk, id));
        (await desk.Tenant.Admin.Patch(Localisation, new { contactMaySwitch = true })).Expect(200);
        await Mo(desk, contact, "francais!");
        Assert.Equal("fr", await Language(desk, id));
        var events = (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/events")).Items;
        var switched = events.Single(it => (string)it!["type"]! == "languageSwitched")!;
        Assert.Equal("fr", (string)switched["language"]!);
        var told = events.Single(it => (string?)it!["key"] == "languageSwitched")!;
        Assert.Equal("Désormais, nous vous écrirons en français.", (string)told["text"]!);
    }

    [Theory]
    [InlineData("""{"defaultLanguage":"español"}""", "defaultLanguage")]
    [InlineData("""{"defaultLanguage":5}""", "defaultLanguage")]
    [InlineData("""{"detectLanguage":null}""", "detectLanguage")]
    [InlineData("""{"surely":true}""", "surely")]
    public async Task A_bad_rule_of_languages_is_named(string body, string field)
    {
        var desk = await server.SharedDesk;
        (await desk.Tenant.Admin.Raw(HttpMethod.Patch, Localisation, body)).RefusesFields(field);
        (await desk.Tenant.Admin.Raw(HttpMethod.Put, Localisation, body)).RefusesFields(field);
        (await desk.Maria.Client.Put(Localisation, new { })).Refuses(403, "forbidden");
    }

    private static async Task<string> Mo(Desk desk, string contact, string text) =>
        (string)(await desk.Tenant.Mo(desk.Sender, contact, text)).Expect(202)["conversationId"]!;

    private static async Task<string?> Language(Desk desk, string id) =>
        (string?)(await desk.Tenant.Admin.Get($"/v1/conversations/{id}")).Expect(200)["language"];

    private static async Task<string[]> Types(Desk desk, string id) =>
    [
        .. (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/events")).Expect(200).Items
            .Select(it => (string)it!["type"]!),
    ];

    private static async Task<string[]> Phrases(Desk desk, string id) =>
    [
        .. (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/events")).Expect(200).Items
            .Where(it => (string)it!["type"]! == "phraseSent").Select(it => (string)it!["key"]!),
    ];
}
