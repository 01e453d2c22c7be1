using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

[Collection(ServerCollection.Administration)]
public sealed class SettingsTests(TestServer server)
{
    private const string Path = "/v1/settings/livechat";

    private const string Defaults =
        """
        {"conversationsPerAgent":5,"waitingPerOnlineAgent":3,"waitingWithNobodyOnline":0,
         "inactivityTimeoutSeconds":600,"inactivityWarningSeconds":60,"reminderAfterSeconds":0,
         "reengagementAfterSeconds":0,"reengagementStatuses":["available"],
         "autoTransferAfterSeconds":0,"autoTransferNotifyContact":true,
         "presenceGraceSeconds":5,"disconnectNotifyAfterSeconds":30,"disconnectTransferAfterSeconds":60,
         "waitingQuestionnaireAfterSeconds":0,"waitingQuestionnaireId":null,
         "closeQueueBeforeEndSeconds":0,"keepWaitingOverClose":false,
         "previousAgentWithinSeconds":0,"languageRouting":false,"languageFallbackAfterSeconds":0,
         "offerTimeoutSeconds":20,"wrapUpMaxSeconds":0,"stayOpen":false,"timersInOpeningHoursOnly":false,
         "overflow":[]}
        """;

    [Fact]
    public async Task A_tenant_that_set_nothing_has_the_defaults_and_may_put_them_back()
    {
        var tenant = await TestTenant.Create(server);
        var read = (await tenant.Admin.Get(Path)).Expect(200);
        Assert.Equal(JsonNode.Parse(Defaults)!.ToJsonString(), read.Json.ToJsonString());
        var put = (await tenant.Admin.Raw(HttpMethod.Put, Path, Defaults)).Expect(200);
        Assert.Equal(read.Headers.ETag, put.Headers.ETag);
    }

    [Fact]
    public async Task A_queue_that_set_nothing_inherits_everything()
    {
        var tenant = await TestTenant.Create(server);
        var path = $"/v1/queues/{await tenant.Queue("Support")}/settings";
        var read = (await tenant.Admin.Get(path)).Expect(200);
        Assert.Equal(
            JsonNode.Parse(Defaults)!.AsObject().Select(it => it.Key), read.Json.AsObject().Select(it => it.Key));
        Assert.All(read.Json.AsObject(), it => Assert.Null(it.Value));
        (await tenant.Admin.Raw(HttpMethod.Put, path, read.Text)).Expect(200);
    }

    [Fact]
    public async Task A_patch_merges_and_a_put_replaces()
    {
        var tenant = await TestTenant.Create(server);
        (await tenant.Admin.Patch(Path, new { conversationsPerAgent = 9, waitingPerOnlineAgent = 0 })).Expect(200);
        var patched = (await tenant.Admin.Patch(Path, new { waitingWithNobodyOnline = 7 })).Expect(200);
        Assert.Equal((9, 0, 7), Capacity(patched));
        var put = (await tenant.Admin.Put(Path, new { waitingPerOnlineAgent = 4 })).Expect(200);
        Assert.Equal((5, 4, 0), Capacity(put));
        Assert.Equal(put.Text, (await tenant.Admin.Get(Path)).Text);

        var nulls = (await tenant.Admin.Raw(
            HttpMethod.Patch, Path, """{"conversationsPerAgent":null,"waitingPerOnlineAgent":null}""")).Expect(200);
        Assert.Equal((null, 3, 0), Capacity(nulls));
    }

    [Fact]
    public async Task A_queues_own_settings_are_put_patched_and_given_back()
    {
        var tenant = await TestTenant.Create(server);
        var path = $"/v1/queues/{await tenant.Queue("Support")}/settings";
        (await tenant.Admin.Patch(path, new { conversationsPerAgent = 2 })).Expect(200);
        var patched = (await tenant.Admin.Patch(path, new { waitingPerOnlineAgent = 8 })).Expect(200);
        Assert.Equal((2, 8, null), Capacity(patched));
        var put = (await tenant.Admin.Put(path, new { waitingWithNobodyOnline = 1 })).Expect(200);
        Assert.Equal((null, null, 1), Capacity(put));
        Assert.Equal((5, 3, 0), Capacity(await tenant.Admin.Get(Path)));
        (await tenant.Admin.Get("/v1/queues/x/settings")).Refuses(404, "not-found");
        (await tenant.Admin.Patch("/v1/queues/x/settings", new { })).Refuses(404, "not-found");
    }

    [Theory]
    [InlineData("conversationsPerAgent", "0")]
    [InlineData("conversationsPerAgent", "-1")]
    [InlineData("conversationsPerAgent", "1.5")]
    [InlineData("conversationsPerAgent", "\"5\"")]
    [InlineData("conversationsPerAgent", "10001")]
    [InlineData("waitingPerOnlineAgent", "-1")]
    [InlineData("waitingPerOnlineAgent", "true")]
    [InlineData("waitingWithNobodyOnline", "1000001")]
    [InlineData("waitingWithNobodyOnline", "99999999999999999999")]
    [InlineData("inactivityTimeoutSeconds", "\"600\"")]
    [InlineData("inactivityTimeoutSeconds", "-1")]
    [InlineData("reminderAfterSeconds", "2678401")]
    [InlineData("presenceGraceSeconds", "301")]
    [InlineData("stayOpen", "1")]
    [InlineData("reengagementStatuses", "\"available\"")]
    [InlineData("overflow", "{}")]
    [InlineData("overflow", """[{"afterSeconds":0,"queueId":"0123456789abcdef0123456789abcdef"}]""")]
    [InlineData("overflow", """
        [{"afterSeconds":9,"queueId":"0123456789abcdef0123456789abcdef"},
         {"afterSeconds":1,"queueId":"0123456789abcdef0123456789abcdee"}]
        """)]
    [InlineData("overflow", """
        [{"afterSeconds":1,"queueId":"0123456789abcdef0123456789abcdef"},
         {"afterSeconds":2,"queueId":"0123456789abcdef0123456789abcdef"}]
        """)]
    [InlineData("noSuchSetting", "1")]
    public async Task A_value_that_makes_no_sense_is_named(string field, string value)
    {
        var tenant = await TestTenant.Create(server);
        var body = $$"""{"{{field}}":{{value}}}""";
        (await tenant.Admin.Raw(HttpMethod.Put, Path, body)).RefusesFields(field);
        (await tenant.Admin.Raw(HttpMethod.Patch, Path, body)).RefusesFields(field);
        Assert.Equal((5, 3, 0), Capacity(await tenant.Admin.Get(Path)));
    }

    [Fact]
    public async Task Every_setting_is_kept_merged_and_given_back()
    {
        var tenant = await TestTenant.Create(server);
        var other = await tenant.Queue("Sales");
        var queue = $"/v1/queues/{await tenant.Queue("Support")}/settings";
        var asked = (await tenant.Questionnaire("waiting")).Id;
        foreach (var (name, value) in JsonNode.Parse(Defaults)!.AsObject())
        {
            JsonNode changed = name switch
            {
                "reengagementStatuses" => new JsonArray("phone", "available"),
                "waitingQuestionnaireId" => asked,
                "overflow" => new JsonArray(new JsonObject { ["afterSeconds"] = 60, ["queueId"] = other }),
                _ when value!.GetValueKind() is JsonValueKind.Number => (int)value + 1,
                _ => !(bool)value!,
            };
            foreach (var path in (string[])[Path, queue])
            {
                var before = (await tenant.Admin.Get(path))[name]?.ToJsonString();
                (await Patch(tenant, path, name, changed.DeepClone())).Expect(200);
                var kept = (await tenant.Admin.Get(path))[name];
                Assert.Equal(changed.ToJsonString(), kept?.ToJsonString());
                (await Patch(tenant, path, "waitingPerOnlineAgent", 8)).Expect(200);
                Assert.Equal(
                    name == "waitingPerOnlineAgent" ? "8" : changed.ToJsonString(),
                    (await tenant.Admin.Get(path))[name]?.ToJsonString());
                (await tenant.Admin.Put(path, new { })).Expect(200);
                Assert.Equal(before, (await tenant.Admin.Get(path))[name]?.ToJsonString());
            }
        }
    }

    [Fact]
    public async Task What_settings_name_must_be_there_and_may_go_later()
    {
        var tenant = await TestTenant.Create(server);
        var other = await TestTenant.Create(server);
        var foreign = await other.Queue("Sales");
        var sales = await tenant.Queue("Sales");
        (await Overflow(foreign)).Refuses(404, "not-found");
        (await Overflow(Guid.CreateVersion7().ToString("N"))).Refuses(404, "not-found");
        (await tenant.Admin.Patch(Path, new { reengagementStatuses = new[] { "dancing" } }))
            .RefusesFields("reengagementStatuses");

        (await Overflow(sales)).Expect(200);
        (await tenant.Admin.Delete($"/v1/queues/{sales}")).Expect(204);
        (await tenant.Admin.Patch(Path, new { stayOpen = true })).Expect(200);

        Task<ApiAnswer> Overflow(string queue) =>
            tenant.Admin.Patch(Path, new { overflow = new[] { new { afterSeconds = 1, queueId = queue } } });
    }

    [Fact]
    public async Task A_change_names_the_version_it_replaces()
    {
        var tenant = await TestTenant.Create(server);
        var path = $"/v1/queues/{await tenant.Queue("Support")}/settings";
        foreach (var settings in (string[])[Path, path])
        {
            var seen = (await tenant.Admin.Get(settings)).Headers.ETag!.ToString();
            var changed = (await Set(tenant, settings, 6, seen)).Expect(200);
            Assert.NotEqual(seen, changed.Headers.ETag!.ToString());
            (await Set(tenant, settings, 7, seen)).Refuses(412, "precondition-failed");
            (await Set(tenant, settings, 7, $"W/{changed.Headers.ETag}")).Refuses(412, "precondition-failed");
            (await Set(tenant, settings, 7, "\"other\"")).Refuses(412, "precondition-failed");
            (await Set(tenant, settings, 7, "no tag")).Refuses(400, "bad-request");
            (await Set(tenant, settings, 8, $"{seen}, {changed.Headers.ETag}")).Expect(200);
            (await Set(tenant, settings, 9, "*")).Expect(200);
            Assert.Equal(9, (int)(await tenant.Admin.Get(settings))["conversationsPerAgent"]!);
        }
    }

    [Fact]
    public async Task Of_many_who_replace_one_version_at_once_one_does()
    {
        var tenant = await TestTenant.Create(server);
        var seen = (await tenant.Admin.Get(Path)).Headers.ETag!.ToString();
        var answers = await Task.WhenAll(Enumerable.Range(10, 8).Select(cap => Set(tenant, Path, cap, seen)));
        var won = Assert.Single(answers, it => it.Status == 200);
        Assert.All(answers.Where(it => it.Status != 200), it => it.Refuses(412, "precondition-failed"));
        Assert.Equal(won.Text, (await tenant.Admin.Get(Path)).Text);
    }

    [Fact]
    public async Task A_raised_cap_gives_out_what_waits_without_any_other_event()
    {
        var desk = await Desk.Create(server, conversationsPerAgent: 1);
        await using var maria = await desk.Maria.Online();
        await desk.AssignedOn(maria);
        var waiting = await desk.Waiting();
        await desk.Tenant.Set(new { conversationsPerAgent = 2 });
        Assert.Equal(waiting, (string)(await maria.Until("assigned")).Data["conversation"]!["id"]!);

        var third = await desk.Waiting();
        (await desk.Tenant.Admin.Patch($"/v1/agents/{desk.Maria.Id}", new { maxConcurrentSessions = 3 })).Expect(200);
        Assert.Equal(third, (string)(await maria.Until("assigned")).Data["conversation"]!["id"]!);
    }

    [Fact]
    public async Task A_queues_own_cap_holds_and_its_removal_gives_out_what_waits()
    {
        var desk = await Desk.Create(server);
        var path = $"/v1/queues/{desk.Queue}/settings";
        (await desk.Tenant.Admin.Patch(path, new { conversationsPerAgent = 1 })).Expect(200);
        await using var maria = await desk.Maria.Online();
        await desk.AssignedOn(maria);
        var waiting = await desk.Waiting();
        Assert.Equal("waiting", (string)(await desk.Tenant.Admin.Get($"/v1/conversations/{waiting}"))["state"]!);
        (await desk.Tenant.Admin.Put(path, new { })).Expect(200);
        Assert.Equal(waiting, (string)(await maria.Until("assigned")).Data["conversation"]!["id"]!);
    }

    private static Task<ApiAnswer> Set(TestTenant tenant, string path, int cap, string ifMatch) => tenant.Admin.Send(
        HttpMethod.Patch, path,
        new StringContent($$"""{"conversationsPerAgent":{{cap}}}""", Encoding.UTF8, "application/json"),
        ("If-Match", ifMatch));

    private static Task<ApiAnswer> Patch(TestTenant tenant, string path, string name, JsonNode? value) =>
        tenant.Admin.Raw(HttpMethod.Patch, path, new JsonObject { [name] = value }.ToJsonString());

    private static (int?, int?, int?) Capacity(ApiAnswer answer) => (
        (int?)answer["conversationsPerAgent"], (int?)answer["waitingPerOnlineAgent"],
        (int?)answer["waitingWithNobodyOnline"]);
}
