using System.Globalization;
using System.Text.Json.Nodes;
using LiveChat.Api.Auth;
using LiveChat.Api.Tests.Support;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Members;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Tests.Auth;

[Collection(ServerCollection.Name)]
public sealed class OwnSessionTests(TestServer server)
{
    private const string Path = "/v1/me/sessions";
    private const string Password = "correct-horse-1";

    [Fact]
    public async Task Ones_sessions_are_listed_and_ended_singly_or_all_but_this()
    {
        var tenant = await TestTenant.Create(server);
        var (second, third) = (await SignIn(tenant, "ana"), await SignIn(tenant, "ana"));
        var listed = (await second.Get(Path)).Expect(200).Items;
        Assert.Equal(3, listed.Count);
        Assert.Equal([false, true, false], listed.Select(it => (bool)it!["current"]!));
        Assert.All(listed, it => Assert.Equal("127.0.0.1", (string)it!["address"]!));
        Assert.All(listed, it => Assert.True(Time(it!["expiresAt"]) > Time(it["lastSeenAt"])));

        (await second.Delete($"{Path}/{(string)listed[0]!["id"]!}")).Expect(204);
        (await third.Get("/v1/me")).Refuses(401, "unauthorized");
        (await second.Delete($"{Path}/{(string)listed[0]!["id"]!}")).Refuses(404, "not-found");
        (await second.Delete($"{Path}/x")).Refuses(404, "not-found");
        (await second.Delete(Path)).Expect(204);
        (await tenant.Admin.Get("/v1/me")).Refuses(401, "unauthorized");
        Assert.Single((await second.Get(Path)).Expect(200).Items);
    }

    [Fact]
    public async Task A_token_that_was_stolen_is_worth_nothing_after_sign_out_also_on_an_open_stream()
    {
        var desk = await Desk.Create(server);
        await using var stolen = await desk.Maria.Online();
        (await desk.Maria.Client.Delete("/v1/sessions/current")).Expect(204);
        await stolen.Ended();
        (await desk.Maria.Client.Get("/v1/me/conversations")).Refuses(401, "unauthorized");
    }

    [Fact]
    public async Task Signing_in_with_ones_session_at_hand_ends_that_session()
    {
        var (tenant, other) = (await TestTenant.Create(server), await TestTenant.Create(server));
        var body = new { tenant = tenant.Slug, login = "ana", password = Password };
        var next = server.With((string)(await tenant.Admin.Post("/v1/sessions", body)).Expect(201)["token"]!);
        (await tenant.Admin.Get("/v1/me")).Refuses(401, "unauthorized");
        (await next.Get("/v1/me")).Expect(200);
        (await other.Admin.Post("/v1/sessions", body)).Expect(201); // Somebody else's stays.
        (await other.Admin.Get("/v1/me")).Expect(200);
    }

    [Fact]
    public async Task Who_manages_the_team_sees_and_ends_a_members_sessions()
    {
        var tenant = await TestTenant.Create(server);
        var maria = await tenant.Agent("maria");
        var second = await SignIn(tenant, "maria");
        var path = $"/v1/members/{maria.Id}/sessions";
        var listed = (await tenant.Admin.Get(path)).Expect(200).Items;
        Assert.Equal([false, false], listed.Select(it => (bool)it!["current"]!));
        (await tenant.Admin.Delete($"{path}/{(string)listed[0]!["id"]!}")).Expect(204);
        (await second.Get("/v1/me")).Refuses(401, "unauthorized");
        (await maria.Client.Get(path)).Refuses(403, "forbidden");
        (await tenant.Admin.Delete(path)).Expect(204);
        (await maria.Client.Get("/v1/me")).Refuses(401, "unauthorized");
        (await tenant.Admin.Get($"/v1/members/{Guid.CreateVersion7():N}/sessions")).Refuses(404, "not-found");
    }

    [Fact]
    public async Task A_session_ends_after_the_inactivity_that_the_tenant_allows()
    {
        var tenant = await TestTenant.Create(server);
        var idle = await SignIn(tenant, "ana");
        await using (var door = await BackDoor.Open(server))
        {
            await door.Write(async rows =>
            {
                var owner = await rows.Tenants.SingleAsync(it => it.Slug == tenant.Slug);
                foreach (var session in await rows.Sessions.Where(it => it.Tenant == owner.Id).ToListAsync())
                    session.LastSeenAt -= TimeSpan.FromMinutes(10);
            });
        }

        var shortly = (await tenant.Admin.Patch("/v1/settings/security", new { sessionIdleSeconds = 300 })).Expect(200);
        Assert.Equal(300, (int)shortly["sessionIdleSeconds"]!);
        (await idle.Get("/v1/me")).Refuses(401, "unauthorized");
        (await tenant.Admin.Get("/v1/me")).Expect(200); // It is in use.
        Assert.Single((await tenant.Admin.Get(Path)).Expect(200).Items);
        foreach (var seconds in (int[])[59, 2_592_001])
        {
            (await tenant.Admin.Patch("/v1/settings/security", new { sessionIdleSeconds = seconds }))
                .RefusesFields("sessionIdleSeconds");
        }
    }

    [Fact]
    public async Task A_password_is_changed_by_who_knows_it_and_ends_the_other_sessions()
    {
        var tenant = await TestTenant.Create(server);
        var other = await SignIn(tenant, "ana");
        const string Next = "battery-staple-2";
        (await Change(tenant.Admin, "wrong-password", Next)).RefusesFields("current");
        foreach (var unfit in (string[])["12345", "Iloveyou", "ANA", "livechat", "password1"])
            (await Change(tenant.Admin, Password, unfit)).RefusesFields("password");
        (await Change(tenant.Admin, Password, Next)).Expect(204);
        (await other.Get("/v1/me")).Refuses(401, "unauthorized");
        (await tenant.Admin.Get("/v1/me")).Expect(200);

        for (var i = 0; i < 5; i++) (await Change(tenant.Admin, Password, Next)).RefusesFields("current");
        (await Change(tenant.Admin, Next, Password)).Refuses(429, "locked");
    }

    [Fact]
    public async Task A_stolen_session_of_who_gives_others_passwords_gives_itself_none()
    {
        var tenant = await TestTenant.Create(server);
        var eva = await tenant.Agent("eva", role: "admin");
        var ana = (await tenant.Admin.Get("/v1/me")).Expect(200).Id;
        var next = new { password = "battery-staple-2" };
        (await eva.Client.Patch($"/v1/agents/{eva.Id}", next)).RefusesFields("password");
        (await tenant.Admin.Patch($"/v1/members/{ana}", next)).RefusesFields("password");
        await SteppedCodes.Of(await tenant.Admin.Post("/v1/me/totp")).Confirm(tenant.Admin);
        (await tenant.Admin.Delete($"/v1/members/{ana}/totp")).Refuses(409, "own-totp");

        (await eva.Client.Patch($"/v1/members/{ana}", next)).Expect(200);
        (await eva.Client.Delete($"/v1/members/{ana}/totp")).Expect(204);
        (await eva.Client.Patch($"/v1/agents/{eva.Id}", new { password = " ", displayName = "E" })).Expect(200);
    }

    [Fact]
    public async Task A_hash_of_a_former_way_is_made_anew_at_the_next_sign_in()
    {
        var tenant = await TestTenant.Create(server);
        var former = await new PasswordHashing(TestServer.PasswordIterations - 1).Hash(Password);
        await using var door = await BackDoor.Open(server);
        await door.Write(async rows => (await Ana(rows)).PasswordHash = former);
        await SignIn(tenant, "ana");
        var renewed = "";
        await door.Write(async rows => renewed = (await Ana(rows)).PasswordHash);
        Assert.NotEqual(former, renewed);
        var now = new PasswordHashing(TestServer.PasswordIterations);
        Assert.Equal(PasswordVerdict.RightButOld, await now.Verify(former, Password));
        Assert.Equal(PasswordVerdict.Right, await now.Verify(renewed, Password));
        Assert.Equal(PasswordVerdict.RightButOld, await new PasswordHashing().Verify(renewed, Password));

        async Task<MemberRow> Ana(AdministrationContext rows) =>
            await rows.Members.SingleAsync(it =>
                it.Tenant == rows.Tenants.Single(row => row.Slug == tenant.Slug).Id && it.UsernameKey == "ana");
    }

    private static Task<ApiAnswer> Change(ApiClient member, string current, string password) =>
        member.Put("/v1/me/password", new { current, password });

    private async Task<ApiClient> SignIn(TestTenant tenant, string login) => server.With(
        (string)(await server.Anonymous.Post("/v1/sessions", new { tenant = tenant.Slug, login, password = Password }))
            .Expect(201)["token"]!);

    private static DateTimeOffset Time(JsonNode? node) =>
        DateTimeOffset.Parse((string)node!, CultureInfo.InvariantCulture);
}
