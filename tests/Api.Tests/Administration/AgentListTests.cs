using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

[Collection(ServerCollection.Administration)]
public class AgentListTests(TestServer server)
{
    private const string Path = "/v1/agents";

    [SkippableFact]
    public async Task Agents_are_listed_by_username_page_by_page()
    {
        var tenant = await TestTenant.Create(server);
        foreach (var name in (string[])["Zoe", "adam", "Maria", "luis", "bea"]) await tenant.Agent(name);
        var first = (await tenant.Admin.Get($"{Path}?limit=2")).Expect(200);
        Assert.Equal(["adam", "bea"], Names(first));
        var second = (await tenant.Admin.Get($"{Path}?limit=2&cursor={(string)first["next"]!}")).Expect(200);
        Assert.Equal(["luis", "Maria"], Names(second));
        var third = (await tenant.Admin.Get($"{Path}?limit=2&cursor={(string)second["next"]!}")).Expect(200);
        Assert.Equal(["Zoe"], Names(third));
        Assert.Null(third["next"]);
    }

    [SkippableFact]
    public async Task A_search_finds_parts_of_names_and_emails_without_case()
    {
        var tenant = await TestTenant.Create(server);
        var maria = AgentTests.Order("maria");
        maria["displayName"] = "MARÍA Ñúñez";
        (await tenant.Admin.Raw(HttpMethod.Post, Path, maria.ToJsonString())).Expect(201);
        await tenant.Agent("luis");
        Assert.Equal(["maria"], Names(await tenant.Admin.Get($"{Path}?search=ñúÑ")));
        Assert.Equal(["maria"], Names(await tenant.Admin.Get($"{Path}?search=maria nun")));
        Assert.Equal(["maria"], Names(await tenant.Admin.Get($"{Path}?search=ACME.test")));
        Assert.Equal(["luis"], Names(await tenant.Admin.Get($"{Path}?search=uis")));
        Assert.Empty(Names(await tenant.Admin.Get($"{Path}?search=%25")));
        Assert.Empty(Names(await tenant.Admin.Get($"{Path}?search=_")));
        Assert.Equal(["luis", "maria"], Names(await tenant.Admin.Get($"{Path}?search=")));
        (await tenant.Admin.Get($"{Path}?search={new string('x', 101)}")).RefusesFields("search");
    }

    [SkippableFact]
    public async Task Agents_of_a_queue_and_of_none_are_found()
    {
        var tenant = await TestTenant.Create(server);
        var (maria, _) = (await tenant.Agent("maria"), await tenant.Agent("luis"));
        var queue = await tenant.Queue("Support", maria);
        Assert.Equal(["maria"], Names(await tenant.Admin.Get($"{Path}?queue={queue}")));
        Assert.Equal(["luis"], Names(await tenant.Admin.Get($"{Path}?queue=none")));
        Assert.Empty(Names(await tenant.Admin.Get($"{Path}?queue={Guid.CreateVersion7():N}")));
        (await tenant.Admin.Get($"{Path}?queue=x")).RefusesFields("queue");
    }

    [SkippableFact]
    public async Task Presence_follows_the_open_stream()
    {
        var tenant = await TestTenant.Create(server);
        var (maria, luis) = (await tenant.Agent("maria"), await tenant.Agent("luis"));
        await using var stream = await maria.Online();
        Assert.Equal(["maria"], Names(await tenant.Admin.Get($"{Path}?presence=online")));
        Assert.Equal(["luis"], Names(await tenant.Admin.Get($"{Path}?presence=offline")));
        Assert.Equal("online", (string)(await tenant.Admin.Get($"{Path}/{maria.Id}"))["presence"]!);
        Assert.Equal("offline", (string)(await tenant.Admin.Get($"{Path}/{luis.Id}"))["presence"]!);
        Assert.Equal("online", (string)(await maria.Client.Get("/v1/me"))["agent"]!["presence"]!);
        (await tenant.Admin.Get($"{Path}?presence=away")).RefusesFields("presence");
    }

    [SkippableFact]
    public async Task A_filter_by_presence_fills_its_pages_from_further_on()
    {
        var tenant = await TestTenant.Create(server);
        var agents = new List<TestAgent>();
        foreach (var name in (string[])["a", "b", "c", "d"]) agents.Add(await tenant.Agent(name));
        await using var first = await agents[0].Online();
        await using var second = await agents[2].Online();
        var page = (await tenant.Admin.Get($"{Path}?presence=offline&limit=1")).Expect(200);
        Assert.Equal(["b"], Names(page));
        Assert.Equal(
            ["d"], Names(await tenant.Admin.Get($"{Path}?presence=offline&limit=1&cursor={(string)page["next"]!}")));
    }

    [SkippableFact]
    public async Task Agents_are_sorted_as_asked_and_pages_go_on_where_they_ended()
    {
        var tenant = await TestTenant.Create(server);
        var agents = new List<TestAgent>();
        foreach (var name in (string[])["c", "a", "d", "b"]) agents.Add(await tenant.Agent(name));
        foreach (var (agent, displayName) in agents.Zip((string[])["Ángel", "Zoë", "beatriz", "Carla"]))
            (await tenant.Admin.Patch($"{Path}/{agent.Id}", new { displayName })).Expect(200);
        await using var first = await agents[2].Online();
        await using var second = await agents[3].Online();
        foreach (var (sort, order) in ((string, string)[])
            [("username", "abcd"), ("-username", "dcba"), ("displayName", "cdba"), ("-displayName", "abdc"),
                ("createdAt", "cadb"), ("-createdAt", "bdac"), ("presence", "bdac"), ("-presence", "acbd")])
        {
            Assert.Equal(order, await Walk(tenant, $"sort={sort}"));
        }

        Assert.Equal("db", await Walk(tenant, "sort=-username&presence=online"));
        foreach (var sort in (string[])["-", "name", "--username", "Username"])
            (await tenant.Admin.Get($"{Path}?sort={sort}")).RefusesFields("sort");
    }

    [SkippableFact]
    public async Task Disabled_agents_are_told_apart()
    {
        var tenant = await TestTenant.Create(server);
        var (maria, _) = (await tenant.Agent("maria"), await tenant.Agent("luis"));
        (await tenant.Admin.Post($"{Path}:disable", new { ids = new[] { maria.Id } })).Expect(200);
        Assert.Equal(["maria"], Names(await tenant.Admin.Get($"{Path}?enabled=false")));
        Assert.Equal(["luis"], Names(await tenant.Admin.Get($"{Path}?enabled=true")));
        (await tenant.Admin.Get($"{Path}?enabled=yes")).RefusesFields("enabled");
    }

    [SkippableFact]
    public async Task A_cursor_of_another_order_is_refused_or_harmless()
    {
        var tenant = await TestTenant.Create(server);
        foreach (var name in (string[])["a", "b"]) await tenant.Agent(name);
        var cursor = (string)(await tenant.Admin.Get($"{Path}?limit=1&sort=presence")).Expect(200)["next"]!;
        (await tenant.Admin.Get($"{Path}?sort=createdAt&cursor={cursor}")).RefusesFields("cursor");
        (await tenant.Admin.Get($"{Path}?cursor={cursor}")).RefusesFields("cursor");
        (await tenant.Admin.Get($"{Path}?cursor=x")).RefusesFields("cursor");
    }

    [SkippableFact]
    public async Task A_tenant_lists_its_own_agents_only()
    {
        var (mine, other) = (await TestTenant.Create(server), await TestTenant.Create(server));
        await other.Agent("theirs");
        await mine.Agent("mine");
        Assert.Equal(["mine"], Names(await mine.Admin.Get(Path)));
    }

    /// <summary>The usernames of every page, one agent each.</summary>
    private static async Task<string> Walk(TestTenant tenant, string query)
    {
        var walked = "";
        for (var cursor = ""; ;)
        {
            var page = (await tenant.Admin.Get($"{Path}?limit=1&{query}{cursor}")).Expect(200);
            walked += string.Concat(Names(page));
            if ((string?)page["next"] is not { } next) return walked;
            cursor = $"&cursor={next}";
        }
    }

    private static IEnumerable<string> Names(ApiAnswer page) =>
        page.Expect(200).Items.Select(it => (string)it!["username"]!);
}

[Collection(PostgresCollection.Name)]
public sealed class AgentListOnPostgres(PostgresApiServer server) : AgentListTests(server.OrSkip());
