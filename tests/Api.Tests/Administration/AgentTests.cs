using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

[Collection(ServerCollection.Administration)]
public class AgentTests(TestServer server)
{
    private const string Path = "/v1/agents";

    [SkippableFact]
    public async Task An_agent_is_made_with_what_was_asked_and_read_back_the_same()
    {
        var tenant = await TestTenant.Create(server);
        var queue = await tenant.Queue("Support");
        var order = Order("maria");
        order["queues"] = new JsonArray(queue);
        order["languages"] = new JsonArray("es", "pt-BR");
        var made = (await Post(tenant, order)).Expect(201);

        Assert.Equal($"{Path}/{made.Id}", made.Headers.Location!.ToString());
        Assert.Equal("maria", (string)made["username"]!);
        Assert.Equal("María José", (string)made["displayName"]!);
        Assert.Equal("maria@acme.test", (string)made["email"]!);
        Assert.Equal("agent", (string)made["role"]!);
        Assert.Equal(4, (int)made["maxConcurrentSessions"]!);
        Assert.Equal(["es", "pt-BR"], made["languages"]!.AsArray().Select(it => (string)it!));
        Assert.Empty(made["labels"]!.AsArray());
        Assert.Equal([queue], made["queues"]!.AsArray().Select(it => (string)it!));
        Assert.True((bool)made["showFullPhone"]!);
        Assert.True((bool)made["enabled"]!);
        Assert.Equal("offline", (string)made["presence"]!);
        Assert.Equal("available", (string)made["status"]!);
        Assert.DoesNotContain("password", made.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(made.Text, (await tenant.Admin.Get($"{Path}/{made.Id}")).Expect(200).Text);
    }

    [SkippableFact]
    public async Task Every_fault_of_the_body_is_named()
    {
        var tenant = await TestTenant.Create(server);
        var order = Order("maria");
        order["queues"] = new JsonArray(await tenant.Queue("Support"));
        await new BodyFaults(tenant.Admin, HttpMethod.Post, Path, order).AreNamed(
            new("username", Takes.Line), new("displayName", Takes.Line), new("password", Takes.Line),
            new("role", Takes.Line, Optional: true), new("email", Takes.Line, Optional: true, Nullable: true),
            new("maxConcurrentSessions", Takes.Number, Optional: true, Nullable: true),
            new("languages", Takes.List, Optional: true), new("labels", Takes.List, Optional: true),
            new("queues", Takes.List, Optional: true), new("showFullPhone", Takes.Flag, Optional: true));
        Assert.Empty((await tenant.Admin.Get(Path)).Expect(200).Items);
    }

    [SkippableTheory]
    [InlineData("""{"role":"viewer"}""", "role")]
    [InlineData("""{"role":"Agent"}""", "role")]
    [InlineData("""{"maxConcurrentSessions":0}""", "maxConcurrentSessions")]
    [InlineData("""{"maxConcurrentSessions":10001}""", "maxConcurrentSessions")]
    [InlineData("""{"languages":["es","ES"]}""", "languages")]
    [InlineData("""{"languages":["klingonisch"]}""", "languages[0]")]
    [InlineData("""{"password":"12345"}""", "password")]
    [InlineData("""{"password":"qwerty"}""", "password")]
    [InlineData("""{"email":"not an email"}""", "email")]
    [InlineData("""{"username":"a b"}""", "username")]
    public async Task A_value_that_makes_no_sense_is_named(string fields, string field)
    {
        var tenant = await TestTenant.Create(server);
        var order = Order("maria");
        foreach (var (name, value) in JsonNode.Parse(fields)!.AsObject().ToList()) order[name] = value!.DeepClone();
        var refused = (await Post(tenant, order)).Expect(422);
        Assert.Contains(field, refused.Fields);
    }

    [SkippableFact]
    public async Task A_label_that_is_not_in_the_catalogue_is_named()
    {
        var tenant = await TestTenant.Create(server);
        var order = Order("maria");
        order["labels"] = new JsonArray("vip");
        Assert.Equal(["labels[0]"], (await Post(tenant, order)).Refuses(422, "validation").Fields);
        order["labels"] = new JsonArray();
        (await Post(tenant, order)).Expect(201);
    }

    [SkippableFact]
    public async Task A_username_and_an_email_are_one_members_in_any_case()
    {
        var tenant = await TestTenant.Create(server);
        (await Post(tenant, Order("maria"))).Expect(201);
        var again = Order("MARIA");
        again["email"] = null;
        (await Post(tenant, again)).Refuses(409, "username-taken");
        var sameEmail = Order("luis");
        sameEmail["email"] = "Maria@ACME.test";
        (await Post(tenant, sameEmail)).Refuses(409, "email-taken");
        (await Post(tenant, Order("Ana"))).Refuses(409, "username-taken");

        var other = await TestTenant.Create(server);
        (await Post(other, Order("maria"))).Expect(201);
    }

    [SkippableFact]
    public async Task Of_many_who_want_one_username_at_once_one_gets_it()
    {
        var tenant = await TestTenant.Create(server);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
        {
            var order = Order(i % 2 == 0 ? "maria" : "Maria");
            order["email"] = null;
            return Post(tenant, order);
        }));
        Assert.Single(answers, it => it.Status == 201);
        Assert.All(answers.Where(it => it.Status != 201), it => it.Refuses(409, "username-taken"));
    }

    [SkippableFact]
    public async Task The_last_seat_is_given_once_whoever_asks_at_once()
    {
        var tenant = await TestTenant.Create(server);
        await Seats(tenant, 2);
        await tenant.Agent("first");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
        {
            var order = Order($"agent{i}");
            order["email"] = null;
            return Post(tenant, order);
        }));
        Assert.Single(answers, it => it.Status == 201);
        Assert.All(answers.Where(it => it.Status != 201), it => it.Refuses(409, "no-seats"));
        Assert.Equal(2, (int)(await server.Platform.Get($"/v1/platform/tenants/{tenant.Slug}"))["seatsUsed"]!);
    }

    [SkippableFact]
    public async Task A_disabled_agent_holds_its_seat_and_a_deleted_one_frees_seat_and_username()
    {
        var tenant = await TestTenant.Create(server);
        await Seats(tenant, 1);
        var maria = await tenant.Agent("maria");
        (await tenant.Admin.Post($"{Path}:disable", new { ids = new[] { maria.Id } })).Expect(200);
        (await Post(tenant, Order("luis"))).Refuses(409, "no-seats");

        (await tenant.Admin.Delete($"{Path}/{maria.Id}")).Expect(204);
        (await tenant.Admin.Get($"{Path}/{maria.Id}")).Refuses(404, "not-found");
        (await tenant.Admin.Delete($"{Path}/{maria.Id}")).Refuses(404, "not-found");
        (await tenant.Admin.Patch($"{Path}/{maria.Id}", new { displayName = "x" })).Refuses(404, "not-found");
        Assert.NotEqual(maria.Id, (await Post(tenant, Order("maria"))).Expect(201).Id);
    }

    [SkippableFact]
    public async Task An_edit_touches_only_what_it_names()
    {
        var tenant = await TestTenant.Create(server);
        var made = (await Post(tenant, Order("maria"))).Expect(201);
        var edited = (await tenant.Admin.Patch($"{Path}/{made.Id}", new { displayName = "Mari" })).Expect(200);
        Assert.Equal("Mari", (string)edited["displayName"]!);
        Assert.Equal("maria@acme.test", (string)edited["email"]!);
        Assert.Equal(4, (int)edited["maxConcurrentSessions"]!);

        var cleared = (await tenant.Admin.Raw(
            HttpMethod.Patch, $"{Path}/{made.Id}",
            """{"email":null,"maxConcurrentSessions":null,"role":"supervisor","showFullPhone":false,"password":""}"""))
            .Expect(200);
        Assert.Null(cleared["email"]);
        Assert.Null(cleared["maxConcurrentSessions"]);
        Assert.Equal("supervisor", (string)cleared["role"]!);
        Assert.False((bool)cleared["showFullPhone"]!);
        Assert.Equal("Mari", (string)cleared["displayName"]!);
        (await tenant.Admin.Patch($"{Path}/{made.Id}", new { username = "other" })).RefusesFields("username");
    }

    [SkippableFact]
    public async Task An_edit_of_queues_keeps_the_membership_of_those_that_stay()
    {
        var tenant = await TestTenant.Create(server);
        var maria = await tenant.Agent("maria");
        var (one, two) = (await tenant.Queue("One", maria), await tenant.Queue("Two"));
        (await tenant.Admin.Put(
            $"/v1/queues/{one}/agents/{maria.Id}", new { priority = 7, delaySeconds = 9 })).Expect(200);
        var edited = (await tenant.Admin.Patch($"{Path}/{maria.Id}", new { queues = new[] { two, one } })).Expect(200);
        Assert.Equal(new[] { one, two }.Order(), edited["queues"]!.AsArray().Select(it => (string)it!));
        var member = (await tenant.Admin.Get($"/v1/queues/{one}"))["members"]!.AsArray().Single()!;
        Assert.Equal((7, 9), ((int)member["priority"]!, (int)member["delaySeconds"]!));

        (await tenant.Admin.Patch($"{Path}/{maria.Id}", new { queues = new[] { two } })).Expect(200);
        Assert.Empty((await tenant.Admin.Get($"/v1/queues/{one}"))["agents"]!.AsArray());
        (await tenant.Admin.Patch($"{Path}/{maria.Id}", new { queues = new[] { two, two } })).RefusesFields("queues");
    }

    [SkippableFact]
    public async Task Queues_of_another_tenant_are_unknown()
    {
        var (mine, other) = (await TestTenant.Create(server), await TestTenant.Create(server));
        var theirs = await other.Queue("Theirs");
        var order = Order("maria");
        order["queues"] = new JsonArray(theirs);
        (await Post(mine, order)).Refuses(404, "not-found");
        Assert.Empty((await mine.Admin.Get(Path)).Items);
        var maria = await mine.Agent("maria");
        (await mine.Admin.Patch($"{Path}/{maria.Id}", new { queues = new[] { theirs } })).Refuses(404, "not-found");
    }

    [SkippableFact]
    public async Task Agents_of_another_tenant_are_not_there()
    {
        var (mine, other) = (await TestTenant.Create(server), await TestTenant.Create(server));
        var theirs = await other.Agent("maria");
        (await mine.Admin.Get($"{Path}/{theirs.Id}")).Refuses(404, "not-found");
        (await mine.Admin.Patch($"{Path}/{theirs.Id}", new { displayName = "x" })).Refuses(404, "not-found");
        (await mine.Admin.Delete($"{Path}/{theirs.Id}")).Refuses(404, "not-found");
        var bulk = (await mine.Admin.Post($"{Path}:delete", new { ids = new[] { theirs.Id } })).Expect(200);
        Assert.Equal("not-found", (string)bulk["results"]![0]!["code"]!);
        (await other.Admin.Get($"{Path}/{theirs.Id}")).Expect(200);
    }

    [SkippableTheory]
    [InlineData("x")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("..%2f..")]
    public async Task An_id_that_names_nothing_is_not_there(string id)
    {
        var tenant = await TestTenant.Create(server);
        (await tenant.Admin.Get($"{Path}/{id}")).Expect(404);
        (await tenant.Admin.Delete($"{Path}/{id}")).Expect(404);
        (await tenant.Admin.Patch($"{Path}/{id}", new { displayName = "x" })).Expect(404);
    }

    [SkippableFact]
    public async Task The_first_admin_is_no_agent()
    {
        var tenant = await TestTenant.Create(server);
        var me = (await tenant.Admin.Get("/v1/me")).Expect(200);
        Assert.Null(me["agent"]);
        (await tenant.Admin.Get($"{Path}/{me.Id}")).Refuses(404, "not-found");
        (await tenant.Admin.Delete($"{Path}/{me.Id}")).Refuses(404, "not-found");
    }

    internal static JsonObject Order(string username) => new()
    {
        ["username"] = username,
        ["displayName"] = "María José",
        ["password"] = "correct-horse-1",
        ["role"] = "agent",
        ["email"] = $"{username.ToLowerInvariant()}@acme.test",
        ["maxConcurrentSessions"] = 4,
        ["languages"] = new JsonArray("es"),
        ["labels"] = new JsonArray(),
        ["showFullPhone"] = true,
    };

    private static Task<ApiAnswer> Post(TestTenant tenant, JsonObject order) =>
        tenant.Admin.Raw(HttpMethod.Post, Path, order.ToJsonString());

    private async Task Seats(TestTenant tenant, int seats) =>
        (await server.Platform.Patch($"/v1/platform/tenants/{tenant.Slug}", new { seats })).Expect(200);
}

[Collection(PostgresCollection.Name)]
public sealed class AgentOnPostgres(PostgresApiServer server) : AgentTests(server.OrSkip());
