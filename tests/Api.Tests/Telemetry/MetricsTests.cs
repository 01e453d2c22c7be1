using System.Text.RegularExpressions;
using LiveChat.Api.Tests.Support;
using LiveChat.Silo.Starting;
using LiveChat.Silo.Telemetry;
using Microsoft.Extensions.Configuration;

namespace LiveChat.Api.Tests.Telemetry;

[Collection(ServerCollection.Name)]
public sealed partial class MetricsTests(TestServer server)
{
    [Fact]
    public async Task What_a_conversation_does_is_measured_in_the_format_of_Prometheus()
    {
        var desk = await Desk.Create(server);
        var before = await Page();
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/messages", new { text = "hola" })).Expect(201);
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/close")).Expect(200);

        var page = await Page();
        page.CheckHistograms();
        string[] rising =
        [
            .. ((string[])["opened", "queued", "assigned", "messageSent", "closed"])
                .Select(type => $"livechat_conversations_events_total type=\"{type}\""),
            "livechat_conversations_closed_total reason=\"agent\"",
            "livechat_conversations_wait_duration_seconds_count",
            "livechat_store_flush_duration_seconds_count",
            "livechat_store_flush_members_sum",
            "http_server_request_duration_seconds_count http_route=\"/v1/mo\"",
        ];
        Assert.DoesNotContain(rising, it => Of(page, it) <= Of(before, it));
        string[] standing = ["livechat_agents_online", "livechat_streams_open", "livechat_actors_activations"];
        Assert.DoesNotContain(standing, it => page.Sum(it) < 1);
        Assert.Contains("livechat_queues_waiting", page.Types.Keys);
        Assert.Contains("dotnet_gc_collections_total", page.Types.Keys);

        static double Of(PrometheusPage page, string sample) =>
            page.Sum(sample.Split(' ')[0], string.Concat(sample.Split(' ').Skip(1)));
    }

    [Fact]
    public async Task Who_waits_is_measured_until_it_is_served()
    {
        var desk = await Desk.Create(server);
        // The queue has heard of it before it answers this.
        (await desk.Tenant.Admin.Get($"/v1/conversations/{await desk.Waiting()}/routing")).Expect(200);
        var waiting = await Page();
        Assert.True(waiting.Sum("livechat_queues_waiting") >= 1);
        Assert.True(waiting.Sum("livechat_queues_wait_longest_seconds") > 0);
    }

    [Fact]
    public async Task No_metric_says_who_or_what_was_written()
    {
        var desk = await Desk.Create(server);
        await using var maria = await desk.Maria.Online();
        var contact = desk.Contact();
        (await desk.Tenant.Mo(desk.Sender, contact, "a-word-of-mine")).Expect(202);
        await maria.Until("assigned");
        var text = await Text();
        foreach (var secret in (string[])[contact, contact[1..], desk.Sender[1..], "a-word-of-mine", desk.Tenant.Slug])
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        Assert.DoesNotMatch(Id(), text);
    }

    [Theory]
    [InlineData("OtlpEndpoint", "collector:4317", "OtlpEndpoint")]
    [InlineData("OtlpProtocol", "thrift", "OtlpProtocol")]
    [InlineData("TraceRatio", "1.5", "TraceRatio")]
    [InlineData("TraceRatio", "NaN", "TraceRatio")]
    [InlineData("MetricsFrom", "everywhere", "MetricsFrom")]
    [InlineData("Nonsense", "1", "Telemetry:Nonsense")]
    public void A_wrong_setting_is_named(string name, string value, string culprit)
    {
        var settings = new Dictionary<string, string?> { [$"LiveChat:Telemetry:{name}"] = value };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var refused = Assert.Throws<StartRefusedException>(() => LiveChatOptions.Read(configuration));
        Assert.Contains(culprit, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("livechat.actors.faults", "{fault}", true, "livechat_actors_faults_total")]
    [InlineData("http.server.request.duration", "s", false, "http_server_request_duration_seconds")]
    [InlineData("dotnet.process.memory.working_set", "By", false, "dotnet_process_memory_working_set_bytes")]
    [InlineData("some.seconds", "s", false, "some_seconds")]
    [InlineData("2.odd-name", "1", false, "__odd_name")]
    public void Names_are_mapped_as_OpenTelemetry_says(string name, string unit, bool counts, string expected) =>
        Assert.Equal(expected, PrometheusText.NameOf(name, unit, counts));

    private async Task<PrometheusPage> Page() => new(await Text());

    private async Task<string> Text()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(server.Url, "/metrics"));
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        return await answer.Content.ReadAsStringAsync();
    }

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Id();
}
