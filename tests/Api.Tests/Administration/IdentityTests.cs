using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

/// <summary>The organisation's details, the bot's identity, the tenant's clock.</summary>
[Collection(ServerCollection.Administration)]
public sealed class IdentityTests(TestServer server)
{
    private const string Organisation = "/v1/settings/organisation";
    private const string Bot = "/v1/settings/bot";
    private const string Localisation = "/v1/settings/localisation";

    [Fact]
    public async Task The_organisation_is_put_patched_and_shown()
    {
        var tenant = await TestTenant.Create(server);
        const string Nothing =
            """{"legalName":null,"address":null,"country":null,"taxId":null,"contactEmail":null,"contactPhone":null,"""
            + "\"webSite\":null}";
        var byDefault = (await tenant.Admin.Get(Organisation)).Expect(200);
        Assert.Equal(Nothing, byDefault.Text);
        (await tenant.Admin.Put(Organisation, new
        {
            legalName = " Acme S.L. ",
            address = "Gran Vía 1\n28013 Madrid",
            country = "es",
            taxId = "B12345678",
            contactEmail = "hola@acme.example",
            contactPhone = "+34 900 100 200",
            webSite = "https://acme.example/",
        })).Expect(200);
        var patched = (await tenant.Admin.Patch(Organisation, new { taxId = (string?)null })).Expect(200);
        Assert.Equal(("Acme S.L.", "ES"), ((string)patched["legalName"]!, (string)patched["country"]!));
        Assert.Equal("+34900100200", (string)patched["contactPhone"]!);
        Assert.Equal("Gran Vía 1\n28013 Madrid", (string)patched["address"]!);
        Assert.Null(patched["taxId"]);
        Assert.Equal(patched.Text, (await tenant.Admin.Get(Organisation)).Expect(200).Text);
        Assert.Equal(Nothing, (await tenant.Admin.Put(Organisation, new { })).Expect(200).Text);
    }

    [Theory]
    [InlineData(Organisation)]
    [InlineData(Bot)]
    [InlineData(Localisation)]
    public async Task Whoever_saw_an_older_version_does_not_overwrite_a_newer(string path)
    {
        var tenant = await TestTenant.Create(server);
        var seen = (await tenant.Admin.Get(path)).Expect(200).Headers.ETag!.ToString();
        (await Patch(seen)).Expect(200);
        (await Patch(seen)).Refuses(412, "precondition-failed");
        (await Patch("\"no version\"")).Refuses(412, "precondition-failed");
        (await Patch("no tag")).Refuses(400, "bad-request");
        var now = (await tenant.Admin.Get(path)).Expect(200).Headers.ETag!.ToString();
        Assert.NotEqual(seen, now);
        (await Patch(now)).Expect(200);

        Task<ApiAnswer> Patch(string tag) => tenant.Admin.Send(
            HttpMethod.Patch, path, new StringContent(Body(path), null, "application/json"), ("If-Match", tag));
    }

    [Theory]
    [InlineData(Organisation, """{"legalName":""}""", "legalName")]
    [InlineData(Organisation, """{"legalName":"a\u0007"}""", "legalName")]
    [InlineData(Organisation, """{"country":"Spain"}""", "country")]
    [InlineData(Organisation, """{"country":"1?"}""", "country")]
    [InlineData(Organisation, """{"contactEmail":"nobody"}""", "contactEmail")]
    [InlineData(Organisation, """{"contactPhone":"call me"}""", "contactPhone")]
    [InlineData(Organisation, """{"webSite":"http://acme.example"}""", "webSite")]
    [InlineData(Organisation, """{"webSite":"javascript:alert(1)"}""", "webSite")]
    [InlineData(Organisation, """{"address":" "}""", "address")]
    [InlineData(Organisation, """{"surely":1}""", "surely")]
    [InlineData(Bot, """{"name":""}""", "name")]
    [InlineData(Bot, """{"avatarUrl":"http://acme.example/a.png"}""", "avatarUrl")]
    [InlineData(Bot, """{"avatarUrl":"https://user:pw@acme.example/a.png"}""", "avatarUrl")]
    [InlineData(Bot, """{"avatarUrl":"data:image/png;base64,AAAA"}""", "avatarUrl")]
    [InlineData(Bot, """{"greeting":"hola {agent}"}""", "greeting")]
    [InlineData(Bot, """{"greeting":7}""", "greeting")]
    [InlineData(Localisation, """{"timeZone":"Mars/Olympus"}""", "timeZone")]
    [InlineData(Localisation, """{"timeZone":""}""", "timeZone")]
    public async Task A_bad_field_is_named(string path, string body, string field)
    {
        var desk = await server.SharedDesk;
        (await desk.Tenant.Admin.Raw(HttpMethod.Patch, path, body)).RefusesFields(field);
        (await desk.Tenant.Admin.Raw(HttpMethod.Put, path, body)).RefusesFields(field);
        (await desk.Maria.Client.Patch(path, new { })).Refuses(403, "forbidden");
        (await server.Anonymous.Get(path)).Refuses(401, "unauthorized");
    }

    [Fact]
    public async Task What_a_key_wrote_bears_the_bots_name_and_picture_and_its_greeting_opens_the_conversation()
    {
        var tenant = await TestTenant.Create(server);
        (await tenant.Admin.Put(Bot, new
        {
            name = "Lía",
            avatarUrl = "https://acme.example/lia.png",
            greeting = "Soy Lía.",
        })).Expect(200);
        await tenant.Set(new { waitingWithNobodyOnline = 10 });
        var sender = await tenant.Sender(await tenant.Queue("Support"));
        var id = (string)(await tenant.Mo(sender, "+34600111001")).Expect(202)["conversationId"]!;
        (await tenant.Adapter.Post($"/v1/conversations/{id}/notes", new { text = "from a program" })).Expect(201);
        var messages = (await tenant.Admin.Get($"/v1/conversations/{id}/messages")).Expect(200).Items;
        Assert.Contains(messages, it => (string?)it!["text"] == "Soy Lía.");
        var author = messages.Single(it => (string)it!["kind"]! == "note")!["author"]!;
        Assert.Equal(("bot", "Lía"), ((string)author["kind"]!, (string)author["name"]!));
        Assert.Equal("https://acme.example/lia.png", (string)author["avatarUrl"]!);

        (await tenant.Admin.Patch("/v1/settings/phrases", new { es = new { greeting = "Hola." } })).Expect(200);
        var other = (string)(await tenant.Mo(sender, "+34600111002")).Expect(202)["conversationId"]!;
        var texts = (await tenant.Admin.Get($"/v1/conversations/{other}/messages")).Expect(200).Text;
        Assert.Contains("Hola.", texts);
        Assert.DoesNotContain("Soy Lía.", texts);
    }

    [Fact]
    public async Task The_tenants_clock_is_that_of_hours_yet_to_be_set_and_never_of_those_that_name_their_own()
    {
        var tenant = await TestTenant.Create(server);
        var queue = await tenant.Queue("Support");
        Assert.Equal("Europe/Madrid", await Zone("/v1/settings/hours"));
        (await tenant.Admin.Patch(Localisation, new { timeZone = "America/Bogota" })).Expect(200);
        Assert.Equal("America/Bogota", await Zone("/v1/settings/hours"));
        Assert.Equal("America/Bogota", await Zone($"/v1/queues/{queue}/hours"));
        Assert.Equal("America/Bogota", (string)(await tenant.Admin.Get("/v1/me")).Expect(200)["tenant"]!["timeZone"]!);

        var weekly = new { monday = new[] { new { from = "09:00", to = "18:00" } } };
        (await tenant.Admin.Put("/v1/settings/hours", new { timeZone = "America/Bogota", weekly })).Expect(200);
        (await tenant.Admin.Patch(Localisation, new { timeZone = "Asia/Tokyo" })).Expect(200);
        Assert.Equal("America/Bogota", await Zone("/v1/settings/hours"));
        // Monday 15:00 UTC is 10:00 in Bogota.
        var standing = (await tenant.Admin.Get($"/v1/queues/{queue}/hours?at=2026-11-23T15:00:00Z")).Expect(200);
        Assert.True((bool)standing["open"]!);

        async Task<string> Zone(string path) => (string)(await tenant.Admin.Get(path)).Expect(200)["timeZone"]!;
    }

    private static string Body(string path) => path switch
    {
        Organisation => """{"taxId":"1"}""",
        Bot => """{"name":"Lía"}""",
        _ => """{"detectLanguage":true}""",
    };
}
