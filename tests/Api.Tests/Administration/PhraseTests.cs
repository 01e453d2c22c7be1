using System.Text;
using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

[Collection(ServerCollection.Administration)]
public sealed class PhraseTests(TestServer server)
{
    private const string Path = "/v1/settings/phrases";

    private static readonly string[] Languages = ["en", "es", "fr", "de", "pt", "it"];

    private static readonly string[] Keys =
    [
        "greeting", "outsideHours", "noAgent", "queueFull", "waiting", "assigned", "transferred", "agentDisconnected",
        "reminder", "reengagement", "inactivityClosed", "closed", "endOfService", "languageSwitched", "optedOut",
    ];

    [Fact]
    public async Task Every_phrase_has_a_default_in_six_languages_but_the_greeting()
    {
        var tenant = await TestTenant.Create(server, phrases: true);
        var phrases = (await tenant.Admin.Get(Path)).Expect(200);
        Assert.Equal(Languages.Order(), phrases.Json.AsObject().Select(it => it.Key).Order());
        foreach (var language in Languages)
        {
            Assert.Empty(Keys.Except(phrases[language]!.AsObject().Select(it => it.Key)));
            foreach (var key in Keys)
                Assert.True((string)phrases[language]![key]! == "" == (key == "greeting"), $"{language} {key}");
        }
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_null_goes_back_to_the_default()
    {
        var tenant = await TestTenant.Create(server, phrases: true);
        var before = await tenant.Admin.Get(Path);
        var patched = (await tenant.Admin.Patch(
            Path,
            new { es = new { queueFull = "Lleno", closed = "" }, fr = new { noAgent = "Personne" } })).Expect(200);
        Assert.Equal("Lleno", (string)patched["es"]!["queueFull"]!);
        Assert.Equal("", (string)patched["es"]!["closed"]!);
        Assert.Equal("Personne", (string)patched["fr"]!["noAgent"]!);
        Assert.Equal((string)before["es"]!["noAgent"]!, (string)patched["es"]!["noAgent"]!);
        Assert.Equal(patched.Text, (await tenant.Admin.Get(Path)).Text);

        var undone = (await tenant.Admin.Raw(HttpMethod.Patch, Path, """{"es":{"queueFull":null},"fr":null}"""))
            .Expect(200);
        Assert.Equal((string)before["es"]!["queueFull"]!, (string)undone["es"]!["queueFull"]!);
        Assert.Equal("", (string)undone["es"]!["closed"]!);
        Assert.Equal((string)before["fr"]!["noAgent"]!, (string)undone["fr"]!["noAgent"]!);
    }

    [Fact]
    public async Task A_put_replaces_all_that_was_set()
    {
        var tenant = await TestTenant.Create(server, phrases: true);
        var before = await tenant.Admin.Get(Path);
        (await tenant.Admin.Put(Path, new { es = new { queueFull = "Lleno" } })).Expect(200);
        var put = (await tenant.Admin.Put(Path, new { es = new { noAgent = "Nadie" } })).Expect(200);
        Assert.Equal((string)before["es"]!["queueFull"]!, (string)put["es"]!["queueFull"]!);
        Assert.Equal("Nadie", (string)put["es"]!["noAgent"]!);
        Assert.Equal(before.Text, (await tenant.Admin.Put(Path, new { })).Expect(200).Text);
    }

    [Theory]
    [InlineData("""{"ja":{"closed":"x"}}""", "ja")]
    [InlineData("""{"ES":{"closed":"x"}}""", "ES")]
    [InlineData("""{"es":{"nonsense":"x"}}""", "es.nonsense")]
    [InlineData("""{"es":{"closed":"{agent}"}}""", "es.closed")]
    [InlineData("""{"es":{"assigned":"{agent} {position}"}}""", "es.assigned")]
    [InlineData("""{"es":{"waiting":"{}"}}""", "es.waiting")]
    [InlineData("""{"es":{"closed":5}}""", "es.closed")]
    [InlineData("""{"es":"closed"}""", "es")]
    [InlineData("""{"es":[]}""", "es")]
    [InlineData("""{"es":{"closed":"x"},"xx":{},"fr":{"y":"z"}}""", "xx", "fr.y")]
    public async Task What_is_no_phrase_is_named_and_nothing_changes(string body, params string[] fields)
    {
        var tenant = (await server.SharedDesk).Tenant;
        var before = await tenant.Admin.Get(Path);
        foreach (var method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Patch])
            (await tenant.Admin.Raw(method, Path, body)).RefusesFields(fields);
        Assert.Equal(before.Text, (await tenant.Admin.Get(Path)).Text);
    }

    [Fact]
    public async Task A_text_may_have_1000_characters_and_no_more()
    {
        var tenant = await TestTenant.Create(server, phrases: true);
        (await tenant.Admin.Patch(Path, new { es = new { closed = new string('x', 1_000) } })).Expect(200);
        (await tenant.Admin.Patch(Path, new { es = new { closed = new string('x', 1_001) } }))
            .RefusesFields("es.closed");
        var stored = (await tenant.Admin.Patch(Path, new { es = new { closed = " \u0000 ", reminder = "a\u0000b" } }))
            .Expect(200);
        Assert.Equal("", (string)stored["es"]!["closed"]!);
        Assert.Equal("ab", (string)stored["es"]!["reminder"]!);
    }

    [Fact]
    public async Task A_change_names_the_version_it_replaces()
    {
        var tenant = await TestTenant.Create(server, phrases: true);
        var seen = (await tenant.Admin.Get(Path)).Headers.ETag!.ToString();
        var changed = (await Set(tenant, "uno", seen)).Expect(200).Headers.ETag!.ToString();
        Assert.NotEqual(seen, changed);
        (await Set(tenant, "dos", seen)).Refuses(412, "precondition-failed");
        (await Set(tenant, "dos", "no tag")).Refuses(400, "bad-request");
        (await Set(tenant, "dos", changed)).Expect(200);
        (await Set(tenant, "tres", "*")).Expect(200);
        Assert.Equal("tres", (string)(await tenant.Admin.Get(Path))["es"]!["closed"]!);
    }

    [Fact]
    public async Task Phrases_are_the_admins_to_change_and_each_tenants_own()
    {
        var desk = await Desk.Create(server);
        var other = await TestTenant.Create(server, phrases: true);
        (await desk.Maria.Client.Get(Path)).Refuses(403, "forbidden");
        (await desk.Maria.Client.Patch(Path, new { })).Refuses(403, "forbidden");
        (await desk.Maria.Client.Post($"{Path}/preview", new { key = "closed" })).Refuses(403, "forbidden");
        (await desk.Tenant.Admin.Patch(Path, new { es = new { closed = "Adiós" } })).Expect(200);
        Assert.NotEqual("Adiós", (string)(await other.Admin.Get(Path))["es"]!["closed"]!);
    }

    [Fact]
    public async Task A_preview_fills_in_the_values_and_counts_the_segments()
    {
        var tenant = await TestTenant.Create(server, phrases: true);
        var preview = (await Preview(tenant, new
        {
            key = "waiting",
            language = "en",
            text = "You are {position}, {minutes} min.",
            values = new { position = 12, minutes = 90 },
        })).Expect(200);
        Assert.Equal("You are 12, 90 min.", (string)preview["text"]!);
        Assert.Equal(("gsm7", 19, 1, true), Cost(preview));
        var emoji = (await Preview(tenant, new { key = "closed", text = new string('x', 69) + "😀" })).Expect(200);
        Assert.Equal(("ucs2", 71, 2, true), Cost(emoji));
        Assert.Equal(("gsm7", 0, 0, false), Cost((await Preview(tenant, new { key = "greeting" })).Expect(200)));
        var own = (await Preview(tenant, new { key = "assigned", values = new { agent = "{agent}" } })).Expect(200);
        Assert.Equal(("es", "Ahora le atiende {agent}."), ((string)own["language"]!, (string)own["text"]!));
    }

    [Theory]
    [InlineData("""{"key":"nonsense"}""", "key")]
    [InlineData("""{"key":"closed","language":"ja"}""", "language")]
    [InlineData("""{"key":"closed","text":"{agent}"}""", "text")]
    [InlineData("""{"key":"waiting","values":{"position":0}}""", "values.position")]
    [InlineData("""{"key":"waiting","values":{"minutes":0}}""", "values.minutes")]
    [InlineData("""{"key":"assigned","values":{"agent":""}}""", "values.agent")]
    [InlineData("""{"text":"x"}""", "key")]
    public async Task A_bad_preview_is_named(string body, string field) =>
        (await (await server.SharedDesk).Tenant.Admin.Raw(HttpMethod.Post, $"{Path}/preview", body))
            .RefusesFields(field);

    [Fact]
    public async Task What_happens_is_told_to_the_contact_in_the_tenants_words_and_the_log_says_why()
    {
        var desk = await Desk.Create(server, conversationsPerAgent: 1);
        (await desk.Tenant.Admin.Patch(Path, new
        {
            es = new
            {
                greeting = "Bienvenida",
                waiting = "Sitio {position}, {minutes} min",
                assigned = "Soy {agent}",
                transferred = "Cambio",
                closed = "Adiós",
            },
        })).Expect(200);
        await using var maria = await desk.Maria.Online();
        await using var luis = await desk.Luis.Online();
        (await desk.Luis.Client.Put("/v1/me/status", new { status = "training" })).Expect(200);
        var first = await desk.AssignedOn(maria);
        var second = await desk.Waiting();
        (await desk.Luis.Client.Put("/v1/me/status", new { status = "available" })).Expect(200);
        await luis.Until("assigned");
        (await desk.Luis.Client.Post($"/v1/conversations/{second}/close")).Expect(200);
        (await desk.Maria.Client.Post($"/v1/conversations/{first}/transfer", new { toAgent = desk.Luis.Id }))
            .Expect(200);
        await luis.Until("transferred");
        (await desk.Tenant.Admin.Post($"/v1/conversations/{first}/close")).Expect(200);

        Assert.Equal(
            ["greeting:opened:Bienvenida", "waiting:admitted:Sitio 1, 2 min", "assigned:assigned:Soy LUIS",
                "closed:agent:Adiós"],
            await Told(desk, second));
        Assert.Equal(
            ["greeting:opened:Bienvenida", "assigned:assigned:Soy MARIA", "transferred:toAgent:Cambio",
                "assigned:assigned:Soy LUIS", "closed:supervisor:Adiós"],
            await Told(desk, first));
    }

    [Fact]
    public async Task Who_is_refused_is_told_so_in_the_tenants_words()
    {
        var desk = await Desk.Create(server);
        await desk.Tenant.Set(new { waitingWithNobodyOnline = 0 });
        (await desk.Tenant.Admin.Patch(Path, new { es = new { noAgent = "Nadie" } })).Expect(200);
        var refused = await desk.Waiting();
        var sent = await desk.Tenant.Adapter.Get(
            $"/v1/mt?sender={Uri.EscapeDataString(desk.Sender)}&max=10&waitSeconds=10");
        Assert.Equal("Nadie", (string)Assert.Single(sent.Expect(200).Items)!["text"]!);
        Assert.Equal(["noAgent::Nadie"], await Told(desk, refused));
    }

    private static async Task<string[]> Told(Desk desk, string id) =>
    [
        .. (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/events")).Expect(200).Items
            .Where(it => (string)it!["type"]! == "phraseSent")
            .Select(it => $"{it!["key"]}:{it["reason"]}:{it["text"]}"),
    ];

    private static Task<ApiAnswer> Preview(TestTenant tenant, object body) =>
        tenant.Admin.Post($"{Path}/preview", body);

    private static (string, int, int, bool) Cost(ApiAnswer preview) => (
        (string)preview["coding"]!, (int)preview["units"]!, (int)preview["segments"]!, (bool)preview["sent"]!);

    private static Task<ApiAnswer> Set(TestTenant tenant, string closed, string ifMatch) => tenant.Admin.Send(
        HttpMethod.Patch, Path,
        new StringContent(
            new JsonObject { ["es"] = new JsonObject { ["closed"] = closed } }.ToJsonString(), Encoding.UTF8,
            "application/json"),
        ("If-Match", ifMatch));
}
