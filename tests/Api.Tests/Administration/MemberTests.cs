using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

/// <summary>Members without a seat: admins and viewers.</summary>
[Collection(ServerCollection.Administration)]
public sealed class MemberTests(TestServer server)
{
    private const string Path = "/v1/members";

    [Fact]
    public async Task A_viewer_is_listed_changed_disabled_and_deleted()
    {
        var tenant = await TestTenant.Create(server);
        var agent = await tenant.Agent("maria");
        var (id, client) = await Viewer(tenant);
        var listed = (await tenant.Admin.Get(Path)).Expect(200).Items;
        Assert.Equal(["admin", "agent", "viewer"], listed.Select(it => (string)it!["role"]!));
        Assert.Equal([false, true, false], listed.Select(it => (bool)it!["seat"]!));

        (await tenant.Admin.Patch($"{Path}/{id}", new { displayName = "Vic V.", role = "supervisor" })).Expect(200);
        Assert.Equal("supervisor", (string)(await client.Get("/v1/me")).Expect(200)["role"]!);
        (await tenant.Admin.Patch($"{Path}/{id}", new { enabled = false })).Expect(200);
        (await client.Get("/v1/me")).Refuses(401, "unauthorized");
        (await SignIn(tenant)).Refuses(401, "credentials");
        (await tenant.Admin.Patch($"{Path}/{id}", new { enabled = true })).Expect(200);
        (await SignIn(tenant)).Expect(201);

        (await tenant.Admin.Delete($"{Path}/{id}")).Expect(204);
        (await SignIn(tenant)).Refuses(401, "credentials");
        (await tenant.Admin.Delete($"{Path}/{id}")).Refuses(404, "not-found");
        Assert.DoesNotContain(id, (await tenant.Admin.Get(Path)).Text);
        (await tenant.Admin.Delete($"{Path}/{agent.Id}")).Refuses(404, "not-found");
        await tenant.Admin.InviteOne("vic@acme.test");
    }

    [Fact]
    public async Task The_last_admin_stays_and_nobody_else_is_touched()
    {
        var tenant = await TestTenant.Create(server);
        var other = await TestTenant.Create(server);
        var ana = (string)(await tenant.Admin.Get("/v1/me")).Expect(200)["id"]!;
        (await tenant.Admin.Delete($"{Path}/{ana}")).Refuses(409, "last-admin");
        (await tenant.Admin.Patch($"{Path}/{ana}", new { role = "viewer" })).Refuses(409, "last-admin");
        (await tenant.Admin.Patch($"{Path}/{ana}", new { enabled = false })).Refuses(409, "last-admin");
        (await tenant.Admin.Patch($"{Path}/{ana}", new { role = "agent", displayName = " " }))
            .RefusesFields("role", "displayName");
        (await other.Admin.Delete($"{Path}/{ana}")).Refuses(404, "not-found");
        (await other.Admin.Patch($"{Path}/{ana}", new { enabled = false })).Refuses(404, "not-found");
        var agent = await tenant.Agent("maria");
        (await agent.Client.Get(Path)).Refuses(403, "forbidden");
        (await tenant.Admin.Get($"{Path}?cursor=x")).RefusesFields("cursor");
    }

    [Fact]
    public async Task A_member_who_forgot_its_password_is_given_another_and_one_without_email_an_email()
    {
        var tenant = await TestTenant.Create(server);
        var (id, client) = await Viewer(tenant);
        (await tenant.Admin.Patch($"{Path}/{id}", new { password = "12345", email = "vic" }))
            .RefusesFields("password", "email");
        (await tenant.Admin.Patch($"{Path}/{id}", new { password = "VIC123", email = "ANA@acme.test" }))
            .Refuses(409, "email-taken");
        (await tenant.Admin.Patch($"{Path}/{id}", new { password = " ", email = "victor@acme.test" })).Expect(200);
        (await client.Get("/v1/me")).Expect(200); // A blank password keeps the present one.
        (await tenant.Admin.Patch($"{Path}/{id}", new { password = "battery-staple-2" })).Expect(200);
        (await client.Get("/v1/me")).Refuses(401, "unauthorized");
        (await SignIn(tenant)).Refuses(401, "credentials");
        (await SignIn(tenant, "victor@acme.test", "battery-staple-2")).Expect(201);
        Assert.Null((await tenant.Admin.Patch($"{Path}/{id}", new Dictionary<string, string?> { ["email"] = null }))
            .Expect(200)["email"]);
        (await SignIn(tenant, "victor@acme.test", "battery-staple-2")).Refuses(401, "credentials");
    }

    private async Task<(string Id, ApiClient Client)> Viewer(TestTenant tenant)
    {
        var vic = new { name = "Vic", email = "vic@acme.test", role = "viewer" };
        var made = (await tenant.Admin.Invite(vic)).Expect(201);
        var registered = (await server.Anonymous.Register(
            InvitationSteps.TokenOf((string)made.Items[0]!["link"]!))).Expect(201);
        var session = (await SignIn(tenant)).Expect(201);
        return ((string)registered["member"]!["id"]!, server.With((string)session["token"]!));
    }

    private Task<ApiAnswer> SignIn(
        TestTenant tenant, string login = "vic", string password = InvitationSteps.Password) =>
        server.Anonymous.Post("/v1/sessions", new { tenant = tenant.Slug, login, password });
}
