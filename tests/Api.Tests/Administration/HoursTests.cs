using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

[Collection(ServerCollection.Administration)]
public sealed class HoursTests(TestServer server)
{
    private const string OfTenant = "/v1/settings/hours";

    private const string Madrid =
        """
        {"timeZone":"Europe/Madrid","weekly":{"monday":[{"from":"09:00","to":"14:00"},{"from":"22:00","to":"06:00"}],
         "sunday":[{"from":"00:00","to":"24:00"}]},"exceptions":[{"date":"2026-12-25","spans":[]}]}
        """;

    private const string NineToSix =
        """{"timeZone":"Europe/Madrid","weekly":{"monday":[{"from":"09:00","to":"18:00"}]}}""";

    [Fact]
    public async Task Hours_are_shown_as_they_were_put_with_every_day_of_the_week()
    {
        var tenant = await TestTenant.Create(server);
        var put = (await tenant.Admin.Raw(HttpMethod.Put, OfTenant, Madrid)).Expect(200);
        var read = (await tenant.Admin.Get(OfTenant)).Expect(200);
        Assert.Equal(put.Text, read.Text);
        Assert.Equal(put.Headers.ETag, read.Headers.ETag);
        Assert.Equal("Europe/Madrid", (string)read["timeZone"]!);
        var given = JsonNode.Parse(Madrid)!;
        Assert.Equal(
            ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
            read["weekly"]!.AsObject().Select(day => day.Key));
        Assert.Equal(given["weekly"]!["monday"]!.ToJsonString(), read["weekly"]!["monday"]!.ToJsonString());
        Assert.Equal(given["weekly"]!["sunday"]!.ToJsonString(), read["weekly"]!["sunday"]!.ToJsonString());
        Assert.Equal("[]", read["weekly"]!["tuesday"]!.ToJsonString());
        Assert.Equal(given["exceptions"]!.ToJsonString(), read["exceptions"]!.ToJsonString());
    }

    [Fact]
    public async Task Without_hours_it_is_always_open_and_may_be_put_back_as_shown()
    {
        var tenant = await TestTenant.Create(server);
        var queue = await tenant.Queue("Support");
        var read = (await tenant.Admin.Get(OfTenant)).Expect(200);
        Assert.Equal("""{"timeZone":"Europe/Madrid","weekly":null,"exceptions":[]}""", read.Text);
        (await tenant.Admin.Raw(HttpMethod.Put, OfTenant, read.Text)).Expect(200);
        var standing = await At(tenant, queue, "2026-03-29T01:30:00Z");
        Assert.Equal("""{"open":true,"admits":true,"nextChange":null}""", standing);
    }

    [Fact]
    public async Task A_week_without_spans_is_always_closed()
    {
        var tenant = await TestTenant.Create(server);
        var queue = await tenant.Queue("Support");
        (await tenant.Admin.Put(OfTenant, new { timeZone = "UTC", weekly = new { } })).Expect(200);
        var standing = await At(tenant, queue, "2026-03-29T01:30:00Z");
        Assert.Equal("""{"open":false,"admits":false,"nextChange":null}""", standing);
        Assert.False((bool)(await tenant.Admin.Get($"/v1/queues/{queue}")).Expect(200)["open"]!);
    }

    [Fact]
    public async Task A_queue_has_the_tenants_hours_until_it_has_its_own_and_again_after_their_removal()
    {
        var tenant = await TestTenant.Create(server);
        var queue = await tenant.Queue("Support");
        var path = $"/v1/queues/{queue}/hours";
        (await tenant.Admin.Raw(HttpMethod.Put, OfTenant, Madrid)).Expect(200);
        var inherited = (await tenant.Admin.Get(path)).Expect(200);
        Assert.True((bool)inherited["inherited"]!);
        Assert.Equal("14:00", (string)inherited["weekly"]!["monday"]![0]!["to"]!);

        var put = (await tenant.Admin.Raw(HttpMethod.Put, path, NineToSix)).Expect(200);
        Assert.False((bool)put["inherited"]!);
        Assert.Equal(put.Text, (await tenant.Admin.Get(path)).Expect(200).Text);
        Assert.Contains("\"open\":true", await At(tenant, queue, "2026-06-01T15:00:00+02:00"));

        (await tenant.Admin.Delete(path)).Expect(204);
        Assert.Equal(inherited.Text, (await tenant.Admin.Get(path)).Expect(200).Text);
        Assert.Contains("\"open\":false", await At(tenant, queue, "2026-06-01T15:00:00+02:00"));
        (await tenant.Admin.Raw(HttpMethod.Put, path, inherited.Text)).Expect(200);
        (await tenant.Admin.Delete(OfTenant)).Expect(204);
        (await tenant.Admin.Delete(path)).Expect(204);
        Assert.Contains("\"nextChange\":null", await At(tenant, queue, "2026-06-01T15:00:00+02:00"));
    }

    [Fact]
    public async Task Any_instant_is_answered_with_the_next_change()
    {
        var tenant = await TestTenant.Create(server);
        var queue = await tenant.Queue("Support");
        (await tenant.Admin.Raw(HttpMethod.Put, $"/v1/queues/{queue}/hours", NineToSix)).Expect(200);
        var early = new { closeQueueBeforeEndSeconds = 600 };
        (await tenant.Admin.Patch($"/v1/queues/{queue}/settings", early)).Expect(200);
        Assert.Equal(
            """{"open":true,"admits":true,"nextChange":"2026-06-01T16:00:00.000000Z"}""",
            await At(tenant, queue, "2026-06-01T17:49:59+02:00"));
        Assert.Equal(
            """{"open":true,"admits":false,"nextChange":"2026-06-01T16:00:00.000000Z"}""",
            await At(tenant, queue, "2026-06-01T17:50:00+02:00"));
        Assert.Equal(
            """{"open":false,"admits":false,"nextChange":"2026-06-08T07:00:00.000000Z"}""",
            await At(tenant, queue, "2026-06-01T18:00:00+02:00"));
        foreach (var extreme in new[] { "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z" })
            await At(tenant, queue, extreme);
        (await tenant.Admin.Get($"/v1/queues/{queue}/hours?at=noon")).RefusesFields("at");
    }

    [Fact]
    public async Task DST_night_inside_a_span_over_midnight_is_answered_by_the_wall_clock()
    {
        var tenant = await TestTenant.Create(server);
        var queue = await tenant.Queue("Support");
        (await tenant.Admin.Put(OfTenant, new
        {
            timeZone = "Europe/Madrid",
            weekly = new { saturday = new[] { new { from = "22:00", to = "06:00" } } },
        })).Expect(200);
        Assert.Contains("\"2026-03-29T04:00:00.000000Z\"", await At(tenant, queue, "2026-03-29T02:30:00+01:00"));
        Assert.Contains("\"2026-10-25T05:00:00.000000Z\"", await At(tenant, queue, "2026-10-25T02:30:00+02:00"));
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { """{"timeZone":"Mars/Olympus","weekly":{}}""", "timeZone" },
        { """{"weekly":{}}""", "timeZone" },
        { Weekly("someday", ""), "weekly.someday" },
        { Weekly("monday", Span("9:00", "25:00")), "weekly.monday[0].from weekly.monday[0].to" },
        { Weekly("monday", Span("24:00", "24:01")), "weekly.monday[0].from weekly.monday[0].to" },
        { Weekly("friday", Span("09:60", "10:00:60")), "weekly.friday[0].from weekly.friday[0].to" },
        { Weekly("monday", Span("09:00", "12:00"), Span("11:59", "13:00")), "weekly.monday[1]" },
        { Weekly("monday", Span("09:00", "09:00"), Span("20:00", "21:00")), "weekly.monday[1]" },
        { Nights("monday", "tuesday"), "weekly.tuesday[0]" },
        { Nights("sunday", "monday"), "weekly.monday[0]" },
        { Exceptions(("2026-02-29", "")), "exceptions[0].date" },
        { Exceptions(("2026-12-25", ""), ("2026-12-25", "")), "exceptions[1].date" },
        {
            Exceptions(("2026-12-24", Span("22:00", "06:00")), ("2026-12-25", Span("05:00", "07:00"))),
            "exceptions[1].spans[0]"
        },
        {
            Exceptions(("2026-12-25", $"{Span("10:00", "14:00")},{Span("13:00", "15:00")}")),
            "exceptions[0].spans[1]"
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_refused_by_field_and_nothing_changes(string body, string fields)
    {
        var desk = await server.SharedDesk;
        var path = $"/v1/queues/{desk.Queue}/hours";
        (await desk.Tenant.Admin.Raw(HttpMethod.Put, path, body)).RefusesFields(fields.Split(' '));
        (await desk.Tenant.Admin.Raw(HttpMethod.Put, OfTenant, body)).RefusesFields(fields.Split(' '));
        Assert.Null((await desk.Tenant.Admin.Get(path)).Expect(200)["weekly"]);
    }

    [Fact]
    public async Task Spans_that_touch_over_midnight_and_over_the_week_are_taken()
    {
        var tenant = await TestTenant.Create(server);
        var queue = await tenant.Queue("Support");
        var night = new[] { new { from = "18:00", to = "02:00" }, new { from = "02:00", to = "18:00" } };
        (await tenant.Admin.Put(OfTenant, new
        {
            timeZone = "Asia/Kathmandu",
            weekly = new { sunday = night, monday = night[..1] },
        })).Expect(200);
        Assert.Contains("\"open\":true", await At(tenant, queue, "2026-06-08T01:59:59+05:45"));
    }

    [Fact]
    public async Task Too_many_spans_and_dates_are_refused_and_many_are_kept()
    {
        var tenant = await TestTenant.Create(server);
        var spans = Enumerable.Range(0, 49).Select(i => new { from = $"12:{i:00}", to = $"12:{i:00}:30" }).ToArray();
        (await tenant.Admin.Put(OfTenant, new { timeZone = "UTC", weekly = new { monday = spans } }))
            .RefusesFields("weekly.monday");
        var dates = Enumerable.Range(0, 1_001)
            .Select(i => new { date = $"{new DateOnly(2026, 1, 1).AddDays(i):yyyy-MM-dd}", spans = spans[..2] })
            .ToArray();
        (await tenant.Admin.Put(OfTenant, new { timeZone = "UTC", exceptions = dates })).RefusesFields("exceptions");
        var many = new { timeZone = "UTC", weekly = new { monday = spans[..48] }, exceptions = dates[..1_000] };
        (await tenant.Admin.Put(OfTenant, many)).Expect(200);
        var read = (await tenant.Admin.Get(OfTenant)).Expect(200);
        Assert.Equal(1_000, read["exceptions"]!.AsArray().Count);
        (await tenant.Admin.Raw(HttpMethod.Put, OfTenant, $"{{\"timeZone\":\"{new string('x', 2_000_000)}\"}}"))
            .Refuses(413, "too-large");
    }

    [Fact]
    public async Task Hours_that_changed_since_they_were_seen_are_not_replaced()
    {
        var tenant = await TestTenant.Create(server);
        foreach (var path in new[] { OfTenant, $"/v1/queues/{await tenant.Queue("Support")}/hours" })
        {
            var seen = (await tenant.Admin.Get(path)).Expect(200).Headers.ETag!.Tag;
            (await Put(tenant.Admin, path, NineToSix, seen)).Expect(200);
            (await Put(tenant.Admin, path, Madrid, seen)).Refuses(412, "precondition-failed");
            (await tenant.Admin.Send(HttpMethod.Delete, path, null, ("If-Match", seen)))
                .Refuses(412, "precondition-failed");
            (await Put(tenant.Admin, path, Madrid, "\"no version\"")).Refuses(412, "precondition-failed");
            (await Put(tenant.Admin, path, Madrid, "*")).Expect(200);
        }
    }

    [Fact]
    public async Task Only_who_may_manage_changes_hours_and_only_those_of_the_own_tenant()
    {
        var desk = await server.SharedDesk;
        var path = $"/v1/queues/{desk.Queue}/hours";
        foreach (var hours in new[] { OfTenant, path })
        {
            (await desk.Maria.Client.Raw(HttpMethod.Put, hours, Madrid)).Refuses(403, "forbidden");
            (await desk.Maria.Client.Get(hours)).Refuses(403, "forbidden");
            (await desk.Maria.Client.Delete(hours)).Refuses(403, "forbidden");
            (await desk.Tenant.Adapter.Get(hours)).Expect(200);
            (await desk.Tenant.Adapter.Raw(HttpMethod.Put, hours, Madrid)).Refuses(403, "forbidden");
            (await server.Anonymous.Get(hours)).Refuses(401, "unauthorized");
        }

        var stranger = (await TestTenant.Create(server)).Admin;
        (await stranger.Get(path)).Refuses(404, "not-found");
        (await stranger.Get($"{path}?at=2026-01-01T00:00:00Z")).Refuses(404, "not-found");
        (await stranger.Raw(HttpMethod.Put, path, Madrid)).Refuses(404, "not-found");
        (await stranger.Delete(path)).Refuses(404, "not-found");
    }

    private static string Span(string from, string to) => $$"""{"from":"{{from}}","to":"{{to}}"}""";

    private static string Weekly(string day, params string[] spans) =>
        $$$"""{"timeZone":"UTC","weekly":{"{{{day}}}":[{{{string.Join(',', spans)}}}]}}""";

    private static string Nights(string day, string next) => $$$"""
        {"timeZone":"UTC",
         "weekly":{"{{{day}}}":[{{{Span("22:00", "06:00")}}}],"{{{next}}}":[{{{Span("05:59", "07:00")}}}]}}
        """;

    private static string Exceptions(params (string Date, string Spans)[] dates)
    {
        var exceptions = dates.Select(it => $$"""{"date":"{{it.Date}}","spans":[{{it.Spans}}]}""");
        return $$"""{"timeZone":"UTC","exceptions":[{{string.Join(',', exceptions)}}]}""";
    }

    private static Task<ApiAnswer> Put(ApiClient client, string path, string body, string ifMatch)
    {
        var content = new StringContent(body);
        content.Headers.ContentType = new("application/json");
        return client.Send(HttpMethod.Put, path, content, ("If-Match", ifMatch));
    }

    private static async Task<string> At(TestTenant tenant, string queue, string at) =>
        (await tenant.Admin.Get($"/v1/queues/{queue}/hours?at={Uri.EscapeDataString(at)}")).Expect(200).Text;
}
