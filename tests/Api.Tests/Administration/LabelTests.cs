using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

[Collection(ServerCollection.Administration)]
public sealed class LabelTests(TestServer server)
{
    [Fact]
    public async Task A_label_is_made_listed_changed_and_deleted()
    {
        var tenant = await TestTenant.Create(server);
        var made = (await tenant.Admin.Post("/v1/labels", new { name = " Billing ", colour = "#2F6FED" })).Expect(201);
        Assert.Equal("Billing", (string)made["name"]!);
        Assert.Equal("#2f6fed", (string)made["colour"]!);
        Assert.Equal("conversations", (string)made["for"]!);
        Assert.Null(made["agents"]);
        var again = (await tenant.Admin.Post("/v1/labels", new { name = "after" })).Expect(201);
        var path = $"/v1/labels/{made.Id}";
        (await tenant.Admin.Patch(path, new { name = "Zzz", agents = Array.Empty<string>() })).Expect(200);
        var listed = (await tenant.Admin.Get("/v1/labels")).Expect(200).Items;
        Assert.Equal([again.Id, made.Id], listed.Select(it => (string)it!["id"]!));
        Assert.Equal("Zzz", (string)listed[1]!["name"]!);
        Assert.Empty(listed[1]!["agents"]!.AsArray());
        (await tenant.Admin.Delete(path)).Expect(204);
        (await tenant.Admin.Delete(path)).Refuses(404, "not-found");
        (await tenant.Admin.Patch(path, new { name = "x" })).Refuses(404, "not-found");
    }

    [Fact]
    public async Task A_name_is_one_labels_of_its_use()
    {
        var tenant = await TestTenant.Create(server);
        var other = await TestTenant.Create(server);
        var vip = (await tenant.Admin.Post("/v1/labels", new { name = "VIP" })).Expect(201);
        (await tenant.Admin.Post("/v1/labels", new { name = "vip" })).Refuses(409, "label-name-taken");
        var ofContacts = new Dictionary<string, object> { ["name"] = "vip", ["for"] = "contacts" };
        (await tenant.Admin.Post("/v1/labels", ofContacts)).Expect(201);
        (await other.Admin.Post("/v1/labels", new { name = "VIP" })).Expect(201);
        (await tenant.Admin.Patch($"/v1/labels/{vip.Id}", new { name = "Vip" })).Expect(200);
        (await other.Admin.Patch($"/v1/labels/{vip.Id}", new { name = "x" })).Refuses(404, "not-found");
    }

    [Theory]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":"a\u0007"}""", "name")]
    [InlineData("""{"colour":"#2f6fed"}""", "name")]
    [InlineData("""{"name":"x","colour":"red"}""", "colour")]
    [InlineData("""{"name":"x","colour":"#12345g"}""", "colour")]
    [InlineData("""{"name":"x","for":"senders"}""", "for")]
    [InlineData("""{"name":"x","agents":"maria"}""", "agents")]
    public async Task A_bad_label_is_named(string body, string field) =>
        (await (await server.SharedDesk).Tenant.Admin.Raw(HttpMethod.Post, "/v1/labels", body)).RefusesFields(field);

    [Fact]
    public async Task An_agent_uses_the_labels_it_may_and_sees_no_others()
    {
        var desk = await Desk.Create(server);
        var everybodys = (await desk.Tenant.Admin.Post("/v1/labels", new { name = "billing" })).Expect(201).Id;
        var luiss = (await desk.Tenant.Admin.Post("/v1/labels", new { name = "vip", agents = new[] { desk.Luis.Id } }))
            .Expect(201).Id;
        (await desk.Tenant.Admin.Post("/v1/labels", new { name = "x", agents = new[] { new string('0', 32) } }))
            .Refuses(404, "not-found");
        Assert.Equal([everybodys], (await desk.Maria.Client.Get("/v1/labels")).Items.Select(it => (string)it!["id"]!));
        (await desk.Maria.Client.Post("/v1/labels", new { name = "mine" })).Refuses(403, "forbidden");

        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        var path = $"/v1/conversations/{id}/labels";
        (await desk.Maria.Client.Post(path, new { labels = new[] { everybodys, luiss } })).RefusesFields("labels[1]");
        (await desk.Maria.Client.Post(path, new { labels = new[] { "no such" } })).RefusesFields("labels[0]");
        (await desk.Luis.Client.Post(path, new { labels = new[] { luiss } })).Refuses(404, "not-found");
        (await desk.Tenant.Admin.Post(path, new { labels = new[] { luiss } })).Expect(200);
        var both = (await desk.Maria.Client.Post(path, new { labels = new[] { "VIP", "Billing" } })).Expect(200);
        Assert.Equal(
            new[] { everybodys, luiss }.Order(), both["labels"]!.AsArray().Select(it => (string)it!).Order());
        var shown = await desk.Tenant.Admin.Get($"/v1/conversations/{id}");
        Assert.Equal(2, shown["labels"]!.AsArray().Count);
        Assert.Empty((await desk.Maria.Client.Post(path, new { labels = Array.Empty<string>() })).Expect(200)["labels"]!
            .AsArray());
    }

    [Fact]
    public async Task The_labels_of_an_agent_are_granted_with_the_agent()
    {
        var tenant = await TestTenant.Create(server);
        var vip = (await tenant.Admin.Post("/v1/labels", new { name = "vip", agents = Array.Empty<string>() }))
            .Expect(201).Id;
        var maria = await tenant.Agent("maria");
        var path = $"/v1/agents/{maria.Id}";
        (await tenant.Admin.Patch(path, new { labels = new[] { "nothing" } })).RefusesFields("labels[0]");
        var granted = (await tenant.Admin.Patch(path, new { labels = new[] { vip } })).Expect(200);
        Assert.Equal([vip], granted["labels"]!.AsArray().Select(it => (string)it!));
        Assert.Single((await maria.Client.Get("/v1/labels")).Items);
        (await tenant.Admin.Patch(path, new { displayName = "M" })).Expect(200);
        Assert.Single((await tenant.Admin.Get(path))["labels"]!.AsArray());
        (await tenant.Admin.Patch(path, new { labels = Array.Empty<string>() })).Expect(200);
        Assert.Empty((await maria.Client.Get("/v1/labels")).Items);
    }
}
