using System.Globalization;
using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

[Collection(ServerCollection.Administration)]
public sealed class SenderTests(TestServer server)
{
    private const string Path = "/v1/senders";
    private static int _made;

    [Fact]
    public async Task A_callback_sender_is_made_and_its_secret_never_shown()
    {
        var tenant = await TestTenant.Create(server);
        var order = Order(await tenant.Queue("Support"));
        var made = (await Post(tenant, order)).Expect(201);
        Assert.Equal($"{Path}/{made.Id}", made.Headers.Location!.ToString());
        Assert.Equal((string)order["address"]!, (string)made["address"]!);
        Assert.Equal("sms", (string)made["channel"]!);
        Assert.Equal("exclusive", (string)made["mode"]!);
        Assert.Equal((string)order["queueId"]!, (string)made["queueId"]!);
        Assert.Equal(4, (int)made["priority"]!);
        Assert.Equal("""{"kind":"callback","url":"http://127.0.0.1:9/mt"}""", made["delivery"]!.ToJsonString());
        var read = (await tenant.Admin.Get($"{Path}/{made.Id}")).Expect(200);
        Assert.Equal(made.Text, read.Text);
        var listed = (await tenant.Admin.Get(Path)).Expect(200);
        Assert.Equal(made.Id, (string)listed.Items.Single()!["id"]!);
        Assert.All([made, read, listed], it => Assert.DoesNotContain("whsec_", it.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_kannel_sender_says_where_smsbox_calls_and_keeps_that_through_edits()
    {
        var tenant = await TestTenant.Create(server);
        var order = Order(await tenant.Queue("Support"));
        order["delivery"] = Kannel("kannel-password-1");
        var made = (await Post(tenant, order)).Expect(201);
        var hook = (string)made["hookUrl"]!;
        Assert.Matches($"^http://[^/]+/v1/hooks/kannel/{made.Id}-[A-Za-z0-9_-]{{43}}$", hook);
        Assert.Equal("smsbox", (string)made["delivery"]!["username"]!);
        Assert.DoesNotContain("kannel-password", made.Text, StringComparison.Ordinal);

        var edited = (await tenant.Admin.Patch(
            $"{Path}/{made.Id}", new { delivery = Kannel("kannel-password-2"), priority = 9 })).Expect(200);
        Assert.Equal(hook, (string)edited["hookUrl"]!);
        Assert.Equal(9, (int)edited["priority"]!);
        Assert.DoesNotContain("kannel-password", edited.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_of_the_body_is_named()
    {
        var tenant = await TestTenant.Create(server);
        var order = Order(await tenant.Queue("Support"));
        await new BodyFaults(tenant.Admin, HttpMethod.Post, Path, order).AreNamed(
            new("address", Takes.Line), new("channel", Takes.Line), new("mode", Takes.Line, Optional: true),
            new("queueId", Takes.Id), new("priority", Takes.Number, Optional: true),
            new("delivery", Takes.Object), new("delivery.kind", Takes.Line), new("delivery.secret", Takes.Line));
        order["delivery"] = Kannel("password-1");
        await new BodyFaults(tenant.Admin, HttpMethod.Post, Path, order).AreNamed(
            new("delivery.username", Takes.Line), new("delivery.password", Takes.Line));
        Assert.Empty((await tenant.Admin.Get(Path)).Items);

        var made = (await Post(tenant, Order((string)order["queueId"]!))).Expect(201);
        await new BodyFaults(
            tenant.Admin, HttpMethod.Patch, $"{Path}/{made.Id}", new JsonObject { ["priority"] = 1 }).AreNamed(
            new("queueId", Takes.Id, Optional: true), new("priority", Takes.Number, Optional: true),
            new("mode", Takes.Line, Optional: true), new("delivery", Takes.Object, Optional: true));
    }

    [Theory]
    [InlineData("900100200")]
    [InlineData("+12")]
    [InlineData("+1234567890123456")]
    [InlineData("twelve-chars")]
    [InlineData("a/b")]
    public async Task An_address_that_is_none_is_named(string address)
    {
        var tenant = await TestTenant.Create(server);
        var order = Order(await tenant.Queue("Support"));
        order["address"] = address;
        (await Post(tenant, order)).RefusesFields("address");
    }

    [Fact]
    public async Task A_whatsapp_sender_has_a_telephone_number()
    {
        var tenant = await TestTenant.Create(server);
        var order = Order(await tenant.Queue("Support"));
        order["channel"] = "whatsapp";
        order["address"] = "ACME";
        (await Post(tenant, order)).RefusesFields("address");
        order["address"] = NextAddress();
        (await Post(tenant, order)).Expect(201);
        order["address"] = NextAddress();
        order["delivery"] = Kannel("password-1");
        (await Post(tenant, order)).RefusesFields("delivery.kind");
    }

    [Theory]
    [InlineData("whatsappCloud", """{"phoneNumberId":"1","accessToken":"2","appSecret":"3","verifyToken":"4"}""")]
    [InlineData("twilio", """{"accountSid":"1","authToken":"2"}""")]
    public async Task Deliveries_to_come_are_not_available_yet(string kind, string fields)
    {
        var tenant = await TestTenant.Create(server);
        var order = Order(await tenant.Queue("Support"));
        var delivery = JsonNode.Parse(fields)!.AsObject();
        delivery["kind"] = kind;
        order["delivery"] = delivery;
        Assert.Equal(["delivery.kind"], (await Post(tenant, order)).Refuses(422, "not-available").Fields);
    }

    [Fact]
    public async Task The_campaign_mode_is_not_available_yet()
    {
        var tenant = await TestTenant.Create(server);
        var order = Order(await tenant.Queue("Support"));
        order["mode"] = "campaign";
        Assert.Equal(["mode"], (await Post(tenant, order)).Refuses(422, "not-available").Fields);
    }

    [Fact]
    public async Task A_delivery_takes_the_fields_of_its_kind_only()
    {
        var tenant = await TestTenant.Create(server);
        var order = Order(await tenant.Queue("Support"));
        order["delivery"] = new JsonObject { ["kind"] = "pull", ["url"] = "http://127.0.0.1/", ["secret"] = "x" };
        (await Post(tenant, order)).RefusesFields("delivery.url", "delivery.secret");
        order["delivery"] = new JsonObject { ["kind"] = "callback" };
        (await Post(tenant, order)).RefusesFields("delivery.url", "delivery.secret");
        order["delivery"] = new JsonObject
        {
            ["kind"] = "callback",
            ["url"] = "http://127.0.0.1/",
            ["secret"] = "whsec_not base64!",
        };
        (await Post(tenant, order)).RefusesFields("delivery.secret");
    }

    [Theory]
    [InlineData("http://10.0.0.1/mt")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[fd00::1]/mt")]
    [InlineData("http://user:pass@127.0.0.1/mt")]
    [InlineData("ftp://127.0.0.1/mt")]
    [InlineData("file:///etc/passwd")]
    [InlineData("not a url")]
    public async Task A_url_that_we_may_not_call_is_refused(string url)
    {
        var tenant = await TestTenant.Create(server);
        var order = Order(await tenant.Queue("Support"));
        order["delivery"]!["url"] = url;
        Assert.Equal(["delivery.url"], (await Post(tenant, order)).Refuses(422, "url-not-allowed").Fields);
        order["delivery"] = Kannel("password-1");
        order["delivery"]!["url"] = url;
        (await Post(tenant, order)).Refuses(422, "url-not-allowed");
    }

    [Fact]
    public async Task An_address_is_one_senders_per_channel_in_the_whole_installation()
    {
        var (mine, other) = (await TestTenant.Create(server), await TestTenant.Create(server));
        var (queue, theirs) = (await mine.Queue("Support"), await other.Queue("Support"));
        var order = Order(queue);
        var made = (await Post(mine, order)).Expect(201);
        (await Post(mine, order)).Refuses(409, "sender-taken");
        var spelt = (JsonObject)order.DeepClone();
        spelt["address"] = ((string)order["address"]!).Replace("+34", "0034 ", StringComparison.Ordinal);
        spelt["queueId"] = theirs;
        (await Post(other, spelt)).Refuses(409, "sender-taken");
        spelt["channel"] = "whatsapp";
        (await Post(other, spelt)).Expect(201);

        (await mine.Admin.Delete($"{Path}/{made.Id}")).Expect(204);
        spelt["channel"] = "sms";
        (await Post(other, spelt)).Expect(201);
    }

    [Fact]
    public async Task Of_many_who_want_one_address_at_once_one_gets_it()
    {
        var (mine, other) = (await TestTenant.Create(server), await TestTenant.Create(server));
        var (queue, theirs) = (await mine.Queue("Support"), await other.Queue("Support"));
        var order = Order(queue);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
        {
            var copy = (JsonObject)order.DeepClone();
            copy["queueId"] = i % 2 == 0 ? queue : theirs;
            return Post(i % 2 == 0 ? mine : other, copy);
        }));
        Assert.Single(answers, it => it.Status == 201);
        Assert.All(answers.Where(it => it.Status != 201), it => it.Refuses(409, "sender-taken"));
    }

    [Fact]
    public async Task A_tenant_uses_the_addresses_it_may()
    {
        var tenant = await TestTenant.Create(server);
        var order = Order(await tenant.Queue("Support"));
        var path = $"/v1/platform/tenants/{tenant.Slug}";
        (await server.Platform.Patch(path, new { allowedSenders = Array.Empty<string>() })).Expect(200);
        (await Post(tenant, order)).Refuses(409, "sender-not-allowed");
        (await server.Platform.Patch(path, new { allowedSenders = new[] { (string)order["address"]! } })).Expect(200);
        (await Post(tenant, order)).Expect(201);
    }

    [Fact]
    public async Task Senders_and_queues_of_another_tenant_are_not_there()
    {
        var (mine, other) = (await TestTenant.Create(server), await TestTenant.Create(server));
        var theirQueue = await other.Queue("Support");
        var theirs = (await Post(other, Order(theirQueue))).Expect(201).Id;
        (await mine.Admin.Get($"{Path}/{theirs}")).Refuses(404, "not-found");
        (await mine.Admin.Patch($"{Path}/{theirs}", new { priority = 1 })).Refuses(404, "not-found");
        (await mine.Admin.Delete($"{Path}/{theirs}")).Refuses(404, "not-found");
        (await Post(mine, Order(theirQueue))).Refuses(404, "not-found");
        var sender = (await Post(mine, Order(await mine.Queue("Mine")))).Expect(201).Id;
        (await mine.Admin.Patch($"{Path}/{sender}", new { queueId = theirQueue })).Refuses(404, "not-found");
    }

    [Fact]
    public async Task MO_follow_their_sender_to_its_new_queue_at_once_and_are_unknown_after_its_end()
    {
        var desk = await Desk.Create(server);
        var second = await desk.Tenant.Queue("Second", desk.Luis);
        var sender = (string)(await desk.Tenant.Admin.Get(Path)).Items.Single()!["id"]!;
        (await desk.Tenant.Admin.Patch($"{Path}/{sender}", new { queueId = second })).Expect(200);
        var conversation = await desk.Waiting();
        Assert.Equal(second, (string)(await desk.Tenant.Admin.Get($"/v1/conversations/{conversation}"))["queueId"]!);
        (await desk.Tenant.Admin.Delete($"{Path}/{sender}")).Expect(204);
        (await desk.Tenant.Mo(desk.Sender, desk.Contact())).Refuses(404, "sender-unknown");
        (await desk.Tenant.Admin.Delete($"{Path}/{sender}")).Refuses(404, "not-found");
    }

    internal static string NextAddress() => string.Create(
        CultureInfo.InvariantCulture, $"+3481{Interlocked.Increment(ref _made):0000000}");

    internal static JsonObject Order(string queue) => new()
    {
        ["address"] = NextAddress(),
        ["channel"] = "sms",
        ["mode"] = "exclusive",
        ["queueId"] = queue,
        ["priority"] = 4,
        ["delivery"] = new JsonObject
        {
            ["kind"] = "callback",
            ["url"] = "http://127.0.0.1:9/mt",
            ["secret"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        },
    };

    private static JsonObject Kannel(string password) => new()
    {
        ["kind"] = "kannel",
        ["url"] = "http://127.0.0.1:13013/cgi-bin/sendsms",
        ["username"] = "smsbox",
        ["password"] = password,
    };

    private static Task<ApiAnswer> Post(TestTenant tenant, JsonObject order) =>
        tenant.Admin.Raw(HttpMethod.Post, Path, order.ToJsonString());
}
