using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

[Collection(ServerCollection.Administration)]
public sealed class TenantTests(TestServer server)
{
    private const string Path = "/v1/platform/tenants";
    private static int _made;

    [Fact]
    public async Task A_tenant_is_made_with_what_was_asked_and_read_back_the_same()
    {
        var order = Order();
        var slug = (string)order["slug"]!;
        var made = (await Post(order)).Expect(201);

        Assert.Equal($"{Path}/{slug}", made.Headers.Location!.ToString());
        Assert.Equal(slug, (string)made["slug"]!);
        Assert.Equal("Acme", (string)made["name"]!);
        Assert.Equal("Europe/Madrid", (string)made["timeZone"]!);
        Assert.Equal("es", (string)made["language"]!);
        Assert.Equal(3, (int)made["seats"]!);
        Assert.Equal(0, (int)made["seatsUsed"]!);
        Assert.True((bool)made["liveChat"]!);
        Assert.Null(made["allowedSenders"]);
        Assert.Equal(made.Text, (await server.Platform.Get($"{Path}/{slug}")).Expect(200).Text);
    }

    [Fact]
    public async Task What_may_be_left_out_has_a_default()
    {
        var order = Order();
        foreach (var optional in (string[])["timeZone", "language", "liveChat", "allowedSenders"])
            order.Remove(optional);
        var made = (await Post(order)).Expect(201);
        Assert.Equal("UTC", (string)made["timeZone"]!);
        Assert.Equal("en", (string)made["language"]!);
        Assert.True((bool)made["liveChat"]!);
    }

    [Fact]
    public async Task A_slug_is_given_once()
    {
        var order = Order();
        (await Post(order)).Expect(201);
        (await Post(order)).Refuses(409, "slug-taken");
    }

    [Fact]
    public async Task Of_many_who_want_one_slug_at_once_one_gets_it()
    {
        var order = Order();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Post(order)));
        Assert.Single(answers, it => it.Status == 201);
        Assert.All(answers.Where(it => it.Status != 201), it => it.Refuses(409, "slug-taken"));
    }

    [Fact]
    public async Task Every_fault_of_the_body_is_named() =>
        await new BodyFaults(server.Platform, HttpMethod.Post, Path, Order()).AreNamed(
            new("slug", Takes.Line), new("name", Takes.Line), new("seats", Takes.Number),
            new("admin", Takes.Object), new("timeZone", Takes.Line, Optional: true),
            new("language", Takes.Line, Optional: true), new("liveChat", Takes.Flag, Optional: true),
            new("allowedSenders", Takes.List, Optional: true, Nullable: true),
            new("admin.username", Takes.Line), new("admin.displayName", Takes.Line),
            new("admin.password", Takes.Line), new("admin.email", Takes.Line, Optional: true, Nullable: true));

    [Theory]
    [InlineData("slug", "Acme")]
    [InlineData("slug", "-acme")]
    [InlineData("slug", "acme-")]
    [InlineData("slug", "ac me")]
    [InlineData("slug", "../etc")]
    [InlineData("timeZone", "Europe/Atlantis")]
    [InlineData("timeZone", "../../etc/passwd")]
    [InlineData("language", "spanish")]
    [InlineData("language", "es_ES")]
    [InlineData("language", "ES")]
    [InlineData("admin.username", "ana maria")]
    [InlineData("admin.username", "ana@acme.test")]
    [InlineData("admin.username", ".ana")]
    [InlineData("admin.email", "ana")]
    [InlineData("admin.email", "ana@acme")]
    [InlineData("admin.email", "Ana <ana@acme.test>")]
    [InlineData("admin.password", "12345")]
    [InlineData("admin.password", "PassWord1")]
    public async Task A_value_that_makes_no_sense_is_named(string field, string value)
    {
        var order = Order();
        if (field.StartsWith("admin.", StringComparison.Ordinal)) order["admin"]![field["admin.".Length..]] = value;
        else order[field] = value;
        (await Post(order)).RefusesFields(field);
    }

    [Fact]
    public async Task A_password_that_is_the_username_is_refused()
    {
        var order = Order();
        order["admin"]!["username"] = "marianne";
        order["admin"]!["password"] = "Marianne";
        (await Post(order)).RefusesFields("admin.password");
    }

    [Fact]
    public async Task A_change_touches_only_what_it_names()
    {
        var slug = await Made();
        var changed = (await server.Platform.Patch($"{Path}/{slug}", new
        {
            name = "  New name ",
            allowedSenders = new[] { "+34 900 100 200", "12345", "+34900100200" },
        })).Expect(200);
        Assert.Equal("New name", (string)changed["name"]!);
        Assert.Equal(3, (int)changed["seats"]!);
        Assert.Equal(["+34900100200", "12345"], changed["allowedSenders"]!.AsArray().Select(it => (string)it!));

        var cleared = (await server.Platform.Raw(
            HttpMethod.Patch, $"{Path}/{slug}", """{"allowedSenders":null,"liveChat":false}""")).Expect(200);
        Assert.Null(cleared["allowedSenders"]);
        Assert.False((bool)cleared["liveChat"]!);
        Assert.Equal("New name", (string)cleared["name"]!);
    }

    [Fact]
    public async Task A_change_is_checked_like_a_new_tenant()
    {
        var slug = await Made();
        await new BodyFaults(server.Platform, HttpMethod.Patch, $"{Path}/{slug}", new JsonObject { ["name"] = "x" })
            .AreNamed(
                new("name", Takes.Line, Optional: true), new("seats", Takes.Number, Optional: true),
                new("liveChat", Takes.Flag, Optional: true),
                new("allowedSenders", Takes.List, Optional: true, Nullable: true));
        (await server.Platform.Patch($"{Path}/{slug}", new { slug = "other" })).RefusesFields("slug");
        (await server.Platform.Patch($"{Path}/no-such-tenant", new { name = "x" })).Refuses(404, "not-found");
        (await server.Platform.Get($"{Path}/no-such-tenant")).Refuses(404, "not-found");
    }

    [Fact]
    public async Task Seats_never_go_below_those_in_use()
    {
        var tenant = await TestTenant.Create(server);
        await tenant.Agent("one");
        await tenant.Agent("two");
        (await server.Platform.Patch($"{Path}/{tenant.Slug}", new { seats = 1 })).Refuses(409, "seats-in-use");
        var exact = (await server.Platform.Patch($"{Path}/{tenant.Slug}", new { seats = 2 })).Expect(200);
        Assert.Equal(2, (int)exact["seatsUsed"]!);
        (await tenant.Admin.Post("/v1/agents", new { username = "three", displayName = "3", password = "pa55-three" }))
            .Refuses(409, "no-seats");
    }

    [Fact]
    public async Task Tenants_are_listed_page_by_page()
    {
        var mine = new[] { await Made(), await Made(), await Made() };
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var rest = cursor is null ? "" : $"&cursor={cursor}";
            var page = (await server.Platform.Get($"{Path}?limit=2{rest}")).Expect(200);
            Assert.InRange(page.Items.Count, 1, 2);
            seen.AddRange(page.Items.Select(it => (string)it!["slug"]!));
            cursor = (string?)page["next"];
        }
        while (cursor is not null);

        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
        Assert.Equal(seen.Distinct(), seen);
        Assert.Subset(seen.ToHashSet(), mine.ToHashSet());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=x", "limit")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("cursor=", "cursor")]
    public async Task A_page_that_cannot_be_is_named(string query, string field) =>
        (await server.Platform.Get($"{Path}?{query}")).RefusesFields(field);

    internal static JsonObject Order() => new()
    {
        ["slug"] = $"acme-{Interlocked.Increment(ref _made)}",
        ["name"] = "Acme",
        ["timeZone"] = "Europe/Madrid",
        ["language"] = "es",
        ["seats"] = 3,
        ["liveChat"] = true,
        ["allowedSenders"] = null,
        ["admin"] = new JsonObject
        {
            ["username"] = "ana",
            ["displayName"] = "Ana",
            ["email"] = "ana@acme.test",
            ["password"] = "correct-horse-1",
        },
    };

    private Task<ApiAnswer> Post(JsonObject order) =>
        server.Platform.Raw(HttpMethod.Post, Path, order.ToJsonString());

    private async Task<string> Made()
    {
        var order = Order();
        (await Post(order)).Expect(201);
        return (string)order["slug"]!;
    }
}
