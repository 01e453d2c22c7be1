using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

[Collection(ServerCollection.Administration)]
public sealed class StatusTests(TestServer server)
{
    private const string Path = "/v1/settings/statuses";

    [Fact]
    public async Task A_tenant_that_set_nothing_has_the_built_in_ones_and_may_put_them_back()
    {
        var tenant = await TestTenant.Create(server);
        var read = (await tenant.Admin.Get(Path)).Expect(200);
        Assert.Equal(
            [
                ("available", true), ("training", false), ("phone", false), ("withSupervisor", false),
                ("noNewConversations", false), ("searching", false),
            ],
            read["items"]!.AsArray().Select(it => ((string)it!["key"]!, (bool)it["takesNew"]!)));
        var put = (await tenant.Admin.Raw(HttpMethod.Put, Path, read.Text)).Expect(200);
        Assert.Equal((read.Text, read.Headers.ETag), (put.Text, put.Headers.ETag));
    }

    [Fact]
    public async Task A_status_of_ones_own_is_taken_by_agents_and_says_whether_they_get_new_ones()
    {
        var desk = await Desk.Create(server);
        await using var maria = await desk.Maria.Online();
        (await desk.Maria.Client.Put("/v1/me/status", new { status = "lunch" })).RefusesFields("status");
        (await Put(desk, """[{"key":"lunch","name":"At lunch"},{"key":"vip","name":"VIP","takesNew":true}]"""))
            .Expect(200);
        (await desk.Maria.Client.Put("/v1/me/status", new { status = "lunch" })).Expect(200);
        await maria.Until("status");
        var waiting = await desk.Waiting();
        (await desk.Maria.Client.Put("/v1/me/status", new { status = "vip" })).Expect(200);
        Assert.Equal(waiting, (string)(await maria.Until("assigned")).Data["conversation"]!["id"]!);
    }

    [Fact]
    public async Task What_a_status_means_changes_at_once_for_the_agents_in_it()
    {
        var desk = await Desk.Create(server);
        await using var maria = await desk.Maria.Online();
        (await desk.Maria.Client.Put("/v1/me/status", new { status = "phone" })).Expect(200);
        var waiting = await desk.Waiting();
        (await Put(desk, """[{"key":"phone","name":"Teléfono","takesNew":true}]""")).Expect(200);
        Assert.Equal(waiting, (string)(await maria.Until("assigned")).Data["conversation"]!["id"]!);
        (await Put(desk, "[]")).Expect(200);
        await maria.Until("status");
        var kept = (await desk.Tenant.Admin.Get($"/v1/agents/{desk.Maria.Id}")).Expect(200);
        Assert.Equal("phone", (string)kept["status"]!);
        var second = await desk.Waiting();
        Assert.Equal("waiting", (string)(await desk.Tenant.Admin.Get($"/v1/conversations/{second}"))["state"]!);
    }

    [Theory]
    [InlineData("""{"items":[{"key":"","name":"x"}]}""", "items[0].key")]
    [InlineData("""{"items":[{"key":"two words","name":"x"}]}""", "items[0].key")]
    [InlineData("""{"items":[{"key":"1st","name":"x"}]}""", "items[0].key")]
    [InlineData("""{"items":[{"key":"x","name":" "}]}""", "items[0].name")]
    [InlineData("""{"items":[{"key":"x","name":"x"},{"key":"x","name":"y"}]}""", "items")]
    [InlineData("""{"items":[{"key":"available","name":"x","takesNew":false}]}""", "items[0].takesNew")]
    [InlineData("""{"items":null}""", "items")]
    [InlineData("""{}""", "items")]
    public async Task A_status_that_makes_no_sense_is_named(string body, string field)
    {
        var tenant = await TestTenant.Create(server);
        var before = (await tenant.Admin.Get(Path)).Text;
        (await tenant.Admin.Raw(HttpMethod.Put, Path, body)).RefusesFields(field);
        Assert.Equal(before, (await tenant.Admin.Get(Path)).Text);
    }

    [Fact]
    public async Task More_than_fifty_of_ones_own_are_refused()
    {
        var tenant = await TestTenant.Create(server);
        var many = new JsonArray(
            [.. Enumerable.Range(0, 51).Select(i => new JsonObject { ["key"] = $"s{i}", ["name"] = "x" })]);
        (await tenant.Admin.Raw(HttpMethod.Put, Path, new JsonObject { ["items"] = many }.ToJsonString()))
            .RefusesFields("items");
    }

    [Fact]
    public async Task A_change_names_the_version_it_replaces()
    {
        var desk = await Desk.Create(server);
        var seen = (await desk.Tenant.Admin.Get(Path)).Headers.ETag!.ToString();
        (await Put(desk, """[{"key":"a","name":"A"}]""", seen)).Expect(200);
        (await Put(desk, """[{"key":"b","name":"B"}]""", seen)).Refuses(412, "precondition-failed");
        (await Put(desk, """[{"key":"b","name":"B"}]""", "nonsense")).Refuses(400, "bad-request");
    }

    [Fact]
    public async Task Agents_read_the_statuses_and_do_not_set_them()
    {
        var desk = await Desk.Create(server);
        (await desk.Maria.Client.Get(Path)).Expect(200);
        (await desk.Maria.Client.Raw(HttpMethod.Put, Path, """{"items":[]}""")).Refuses(403, "forbidden");
    }

    private static Task<ApiAnswer> Put(Desk desk, string items, string? ifMatch = null) => desk.Tenant.Admin.Send(
        HttpMethod.Put, Path, new StringContent($$"""{"items":{{items}}}""", null, "application/json"),
        ifMatch is null ? [] : [("If-Match", ifMatch)]);
}
