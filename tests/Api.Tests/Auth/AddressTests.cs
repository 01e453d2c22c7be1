using System.Text.Json;
using LiveChat.Api.Tests.Support;
using Microsoft.Data.Sqlite;

namespace LiveChat.Api.Tests.Auth;

/// <summary>Where one comes from, and what depends on it.</summary>
public sealed class AddressTests(GuardedServer server) : IClassFixture<GuardedServer>
{
    private const string Office = "203.0.113.20";
    private const string Elsewhere = "198.51.100.7";
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    [Fact]
    public async Task Admins_come_from_the_allowed_networks_only_and_agents_from_anywhere()
    {
        var tenant = await TestTenant.Create(server);
        var maria = await tenant.Agent("maria");
        await Allow(tenant, "203.0.113.0/24", "2001:db8::/32");

        foreach (var inside in (string[])[Office, "203.0.113.255", "2001:db8::7", "::ffff:203.0.113.9"])
            (await From(tenant.Admin, inside, "/v1/agents")).Expect(200);
        foreach (var outside in (string[])[Elsewhere, "2001:db9::7", "203.0.112.255"])
            (await From(tenant.Admin, outside, "/v1/agents")).Refuses(403, "address-not-allowed");
        (await tenant.Admin.Get("/v1/me")).Refuses(403, "address-not-allowed"); // 127.0.0.1 itself.
        (await From(maria.Client, Elsewhere, "/v1/me")).Expect(200);
        (await tenant.Adapter.Get("/v1/agents")).Expect(200);

        (await SignIn(tenant, "ana", Elsewhere)).Refuses(403, "address-not-allowed");
        (await SignIn(tenant, "ana", Elsewhere, "wrong-password")).Refuses(401, "credentials");
        (await SignIn(tenant, "ana", Office)).Expect(201);
        (await SignIn(tenant, "maria", Elsewhere)).Expect(201);
    }

    [Fact]
    public async Task Nobody_locks_himself_out_and_every_entry_must_be_a_network()
    {
        var tenant = await TestTenant.Create(server);
        (await Set(tenant, Elsewhere, "203.0.113.0/24")).RefusesFields("adminNetworks");
        (await Set(tenant, Office, "203.0.113.0/24", "x", "203.0.113.0/33"))
            .RefusesFields("adminNetworks[1]", "adminNetworks[2]");
        Assert.Empty((await tenant.Admin.Get("/v1/settings/security")).Expect(200)["adminNetworks"]!.AsArray());
        var set = (await Set(tenant, Office, Office, "2001:DB8::/32")).Expect(200);
        Assert.Equal(["203.0.113.20/32", "2001:db8::/32"], set["adminNetworks"]!.AsArray().Select(it => (string)it!));
        (await Set(tenant, Office)).Expect(200);
        (await tenant.Admin.Get("/v1/agents")).Expect(200);
    }

    [Fact]
    public async Task Only_what_trusted_proxies_say_is_believed()
    {
        var tenant = await TestTenant.Create(server);
        await Allow(tenant, "203.0.113.0/24");
        (await From(tenant.Admin, $"{Office}, 10.1.2.3", "/v1/me")).Expect(200);
        (await From(tenant.Admin, $"{Office}, fd00::1, 10.1.2.3", "/v1/me")).Expect(200);

        // Whoever comes from elsewhere may claim what he likes before it.
        (await From(tenant.Admin, $"{Office}, {Elsewhere}", "/v1/me")).Refuses(403, "address-not-allowed");
        (await From(tenant.Admin, $"{Office}, {Elsewhere}, 10.1.2.3", "/v1/me")).Refuses(403, "address-not-allowed");
        (await From(tenant.Admin, $"{Office}, nonsense", "/v1/me")).Refuses(403, "address-not-allowed");
    }

    [Fact]
    public async Task Metrics_are_for_the_machine_itself_unless_others_are_named()
    {
        (await From(server.Anonymous, "127.0.0.1", "/metrics")).Expect(200);
        (await From(server.Anonymous, "::1", "/metrics")).Expect(200);
        foreach (var stranger in (string[])[Office, "10.1.2.3", "2001:db8::7"])
            (await From(server.Anonymous, stranger, "/metrics")).Refuses(404, "not-found");
        (await server.With(TestServer.PlatformKey).Post("/metrics")).Refuses(405, "method-not-allowed");
    }

    [Fact]
    public async Task A_device_not_seen_before_is_told_by_mail_and_a_known_one_is_not()
    {
        var tenant = await TestTenant.Create(server);
        (await SignIn(tenant, "ana", Office, agent: Firefox)).Expect(201); // The first device is no news.
        var before = await Mails(tenant);
        (await SignIn(tenant, "ana", "203.0.113.99", agent: Firefox)).Expect(201); // The same network.
        Assert.Equal(before, await Mails(tenant));
        (await SignIn(tenant, "ana", Elsewhere, agent: Firefox)).Expect(201);
        Assert.Equal(before + 1, await Mails(tenant));
        (await SignIn(tenant, "ana", Elsewhere, agent: Firefox)).Expect(201);
        Assert.Equal(before + 1, await Mails(tenant));
        (await SignIn(tenant, "ana", Office, agent: "curl/8.14")).Expect(201);
        Assert.Equal(before + 2, await Mails(tenant));

        (await tenant.Admin.Patch("/v1/settings/security", new { newDeviceMail = false })).Expect(200);
        (await SignIn(tenant, "ana", "192.0.2.1", agent: Firefox)).Expect(201);
        Assert.Equal(before + 2, await Mails(tenant));
        var sessions = (await tenant.Admin.Get("/v1/me/sessions")).Expect(200).Items;
        Assert.Contains(sessions, it =>
            ((string?)it!["device"], (string?)it["address"]) == ("Firefox on Linux", "192.0.2.1"));
    }

    [Fact]
    public async Task A_thousand_attempts_lock_two_logins_tell_nothing_and_keep_nobody_else_out()
    {
        var tenant = await TestTenant.Create(server);
        await tenant.Agent("maria");
        var answers = new (string Login, int Status, string Text)[1_000];
        var attack = Parallel.ForEachAsync(
            Enumerable.Range(0, answers.Length), new ParallelOptions { MaxDegreeOfParallelism = 100 },
            async (i, _) =>
            {
                var login = i % 2 == 0 ? "ana" : "nobody";
                var answer = await SignIn(tenant, login, Elsewhere, $"guess-{i}");
                answers[i] = (login, answer.Status, answer.Json["detail"]?.ToString() ?? "");
            });
        (await SignIn(tenant, "maria", Office)).Expect(201);
        await attack;
        foreach (var login in (string[])["ana", "nobody"])
        {
            var own = answers.Where(it => it.Login == login).ToList();
            Assert.Equal((5, 495), (own.Count(it => it.Status == 401), own.Count(it => it.Status == 429)));
        }

        Assert.Equal(2, answers.Select(it => (it.Status, it.Text)).Distinct().Count());
        (await SignIn(tenant, "ana", Office)).Refuses(429, "locked");
        (await tenant.Admin.Get("/v1/me")).Expect(200);
    }

    private static Task<ApiAnswer> Set(TestTenant tenant, string from, params string[] networks)
    {
        var body = JsonSerializer.Serialize(new { adminNetworks = networks });
        var content = new StringContent(body);
        content.Headers.ContentType = new("application/json");
        return tenant.Admin.Send(
            HttpMethod.Patch, "/v1/settings/security", content, (GuardedServer.Forwarded, from));
    }

    private static async Task Allow(TestTenant tenant, params string[] networks) =>
        (await Set(tenant, Office, networks)).Expect(200);

    private static Task<ApiAnswer> From(ApiClient client, string address, string path) =>
        client.Send(HttpMethod.Get, path, null, (GuardedServer.Forwarded, address));

    private Task<ApiAnswer> SignIn(
        TestTenant tenant, string login, string from, string password = "correct-horse-1", string agent = "") =>
        server.Anonymous.Post(
            "/v1/sessions", new { tenant = tenant.Slug, login, password },
            (GuardedServer.Forwarded, from), ("User-Agent", agent));

    /// <summary>How many mails of new devices are queued for the tenant.</summary>
    private async Task<long> Mails(TestTenant tenant)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={server.DatabaseFile};Mode=ReadOnly");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            "select count(*) from mail join tenant on tenant.id = mail.tenant where slug = $slug and kind = 2";
        command.Parameters.AddWithValue("$slug", tenant.Slug);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
