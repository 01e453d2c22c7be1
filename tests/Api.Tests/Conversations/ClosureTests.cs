using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Conversations;

[Collection(ServerCollection.Messages)]
public sealed class ClosureTests(TestServer server)
{
    private const string Path = "/v1/settings/closure";

    [Fact]
    public async Task The_rules_are_put_patched_and_shown()
    {
        var tenant = await TestTenant.Create(server);
        var byDefault = (await tenant.Admin.Get(Path)).Expect(200);
        Assert.Equal(
            """{"agentsMayClose":true,"reasonRequired":false,"reasons":[],"labelsRequired":false,"tellContact":true}""",
            byDefault.Text);
        (await tenant.Admin.Patch(Path, new { reasons = new[] { "solved", "spam" } })).Expect(200);
        var patched = (await tenant.Admin.Patch(Path, new { reasonRequired = true })).Expect(200);
        Assert.Equal(2, patched["reasons"]!.AsArray().Count);
        Assert.Equal(byDefault.Text, (await tenant.Admin.Put(Path, new { })).Expect(200).Text);
        var seen = byDefault.Headers.ETag!.ToString();
        (await tenant.Admin.Send(
            HttpMethod.Patch, Path, new StringContent("{}", null, "application/json"), ("If-Match", seen)))
            .Refuses(412, "precondition-failed");
    }

    [Theory]
    [InlineData("""{"reasons":["a","a"]}""", "reasons")]
    [InlineData("""{"reasons":["a",""]}""", "reasons[1]")]
    [InlineData("""{"reasons":[null]}""", "reasons[0]")]
    [InlineData("""{"reasons":null}""", "reasons")]
    [InlineData("""{"tellContact":"no"}""", "tellContact")]
    [InlineData("""{"surely":1}""", "surely")]
    public async Task A_bad_rule_is_named(string body, string field)
    {
        var tenant = (await server.SharedDesk).Tenant;
        (await tenant.Admin.Raw(HttpMethod.Patch, Path, body)).RefusesFields(field);
        (await tenant.Admin.Raw(HttpMethod.Put, Path, body)).RefusesFields(field);
        (await (await server.SharedDesk).Maria.Client.Patch(Path, new { })).Refuses(403, "forbidden");
    }

    [Fact]
    public async Task A_reason_is_demanded_and_stands_in_the_log()
    {
        var desk = await Desk.Create(server);
        (await desk.Tenant.Admin.Patch(Path, new { reasonRequired = true, reasons = new[] { "solved", "spam" } }))
            .Expect(200);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        var close = $"/v1/conversations/{id}/close";
        (await desk.Maria.Client.Post(close)).RefusesFields("reason");
        (await desk.Maria.Client.Post(close, new { reason = "bored" })).RefusesFields("reason");
        (await desk.Maria.Client.Post(close, new { reason = new string('x', 101) })).Expect(422);
        var closed = (await desk.Maria.Client.Post(close, new { reason = "solved" })).Expect(200);
        Assert.Equal("agent", (string)closed["closeReason"]!);
        var last = (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/events")).Items[^1]!;
        Assert.Equal(("closed", "agent", "solved"), (
            (string)last["type"]!, (string)last["reason"]!, (string)last["closureReason"]!));
    }

    [Fact]
    public async Task A_label_is_demanded_and_may_come_with_the_close()
    {
        var desk = await Desk.Create(server);
        (await desk.Tenant.Admin.Patch(Path, new { labelsRequired = true })).Expect(200);
        var label = (await desk.Tenant.Admin.Post("/v1/labels", new { name = "billing" })).Expect(201).Id;
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        var close = $"/v1/conversations/{id}/close";
        (await desk.Maria.Client.Post(close)).Refuses(409, "labels-required");
        (await desk.Maria.Client.Post(close, new { labels = new[] { "nothing" } })).RefusesFields("labels[0]");
        var closed = (await desk.Maria.Client.Post(close, new { labels = new[] { label } })).Expect(200);
        Assert.Equal([label], closed["labels"]!.AsArray().Select(it => (string)it!));
    }

    [Fact]
    public async Task Where_agents_may_not_close_supervisors_do_and_the_contact_need_not_hear_of_it()
    {
        var desk = await Desk.Create(server);
        (await desk.Tenant.Admin.Patch("/v1/settings/phrases", new { es = new { closed = "Adiós" } })).Expect(200);
        (await desk.Tenant.Admin.Patch(Path, new { agentsMayClose = false, tellContact = false })).Expect(200);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/close")).Refuses(409, "close-not-allowed");
        (await desk.Tenant.Admin.Post($"/v1/conversations/{id}/close")).Expect(200);
        Assert.DoesNotContain(
            (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/messages")).Items,
            it => (string)it!["kind"]! == "phrase");
    }

    [Fact]
    public async Task A_call_for_help_reaches_the_streams_of_those_who_supervise()
    {
        var desk = await Desk.Create(server);
        var eva = await desk.Tenant.Agent("eva", role: "supervisor");
        await using var supervisor = await eva.Online();
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        var path = $"/v1/conversations/{id}/help";
        (await desk.Luis.Client.Post(path)).Refuses(409, "not-assigned-to-you");
        (await desk.Tenant.Admin.Post(path)).Refuses(403, "forbidden");
        (await desk.Maria.Client.Post(path, new { note = new string('x', 1_001) })).RefusesFields("note");
        (await desk.Maria.Client.Post(path, new { note = "please" })).Expect(200);
        var help = await supervisor.Next("help");
        Assert.Equal(id, (string)help.Data["conversationId"]!);
        Assert.Equal(desk.Maria.Id, (string)help.Data["from"]!["id"]!);
        var last = (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/events")).Items[^1]!;
        Assert.Equal(("helpAsked", "please"), ((string)last["type"]!, (string)last["note"]!));
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/close")).Expect(200);
        (await desk.Maria.Client.Post(path)).Refuses(409, "conversation-closed");
    }

    [Fact]
    public async Task A_mark_of_importance_comes_and_goes()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        var path = $"/v1/conversations/{id}/important";
        Assert.True((bool)(await desk.Maria.Client.Post(path)).Expect(200)["important"]!);
        Assert.True((bool)(await desk.Tenant.Admin.Get($"/v1/conversations/{id}"))["important"]!);
        Assert.False((bool)(await desk.Tenant.Admin.Post(path, new { important = false })).Expect(200)["important"]!);
        (await desk.Luis.Client.Post(path)).Refuses(409, "not-assigned-to-you");
        (await desk.Maria.Client.Raw(HttpMethod.Post, path, """{"important":1}""")).RefusesFields("important");
        (await desk.Maria.Client.Post($"/v1/conversations/{new string('0', 32)}-1/important"))
            .Refuses(404, "not-found");
    }
}
