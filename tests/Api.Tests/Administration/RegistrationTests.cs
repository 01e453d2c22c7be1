using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

[Collection(ServerCollection.Administration)]
public sealed class RegistrationTests(TestServer server)
{
    private const string Path = "/v1/registration";

    [Fact]
    public async Task A_link_shows_what_it_invites_to_and_makes_an_agent_who_signs_in()
    {
        var tenant = await TestTenant.Create(server);
        var (id, token) = await tenant.Admin.InviteOne();
        var shown = (await server.With(token).Get(Path)).Expect(200);
        Assert.Equal(
            (tenant.Slug, "Bea", "bea@acme.test", "agent"),
            ((string)shown["tenant"]!, (string)shown["name"]!, (string)shown["email"]!, (string)shown["role"]!));
        Assert.Equal("Ana", (string)shown["invitedBy"]!);
        Assert.True(shown.Headers.CacheControl!.NoStore);

        var registered = (await server.Anonymous.Post(Path, new
        {
            token,
            username = "beatriz",
            displayName = "Bea B.",
            password = InvitationSteps.Password,
        })).Expect(201);
        Assert.DoesNotContain("lcs_", registered.Text);
        Assert.Equal(tenant.Slug, (string)registered["tenant"]!);
        var member = (string)registered["member"]!["id"]!;
        foreach (var login in (string[])["beatriz", "BEA@acme.test"])
        {
            (await server.Anonymous.Post("/v1/sessions", new
            {
                tenant = tenant.Slug,
                login,
                password = InvitationSteps.Password,
            })).Expect(201);
        }

        var agent = (await tenant.Admin.Get($"/v1/agents/{member}")).Expect(200);
        Assert.Equal(("beatriz", "Bea B."), ((string)agent["username"]!, (string)agent["displayName"]!));
        var invitation = await tenant.Admin.Invitation(id);
        Assert.Equal(("active", member), ((string)invitation["state"]!, (string)invitation["memberId"]!));
    }

    [Fact]
    public async Task A_link_is_good_for_one_registration_however_many_come_at_once()
    {
        var tenant = await TestTenant.Create(server);
        var (_, token) = await tenant.Admin.InviteOne();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.Anonymous.Register(token)));
        Assert.Single(answers, it => it.Status == 201);
        Assert.All(answers.Where(it => it.Status != 201), it => it.Refuses(410, "invitation-used"));
        (await server.Anonymous.Register(token)).Refuses(410, "invitation-used");
        (await server.With(token).Get(Path)).Refuses(410, "invitation-used");
        Assert.Equal((20, 1, 0, 19), await tenant.Admin.Seats());
    }

    [Fact]
    public async Task A_username_is_made_from_the_email_where_none_is_given()
    {
        var tenant = await TestTenant.Create(server);
        await tenant.Agent("bea");
        var (_, token) = await tenant.Admin.InviteOne("Bea+work@acme.test");
        var (_, other) = await tenant.Admin.InviteOne("bea@other.test");
        Assert.Equal("beawork", (string)(await server.Anonymous.Register(token)).Expect(201)["member"]!["username"]!);
        Assert.Equal("bea2", (string)(await server.Anonymous.Register(other)).Expect(201)["member"]!["username"]!);
    }

    [Fact]
    public async Task What_is_wrong_leaves_the_link_good()
    {
        var tenant = await TestTenant.Create(server);
        var (_, token) = await tenant.Admin.InviteOne();
        (await server.Anonymous.Post(Path, new { token, password = "short", username = "a b", displayName = "" }))
            .RefusesFields("password", "username", "displayName");
        (await server.Anonymous.Post(Path, new { token, password = "password1" })).RefusesFields("password");
        var taken = (await server.Anonymous.Register(token, "ANA")).Refuses(409, "username-taken");
        Assert.Equal(["username"], taken.Fields);
        (await tenant.Admin.Post("/v1/agents", new
        {
            username = "eve",
            displayName = "Eve",
            email = "bea@acme.test",
            password = "correct-horse-3",
        })).Expect(201);
        (await server.Anonymous.Register(token)).Refuses(409, "email-taken");
    }

    [Theory]
    [InlineData("lci_")]
    [InlineData("lci_0123456789012345678901234567890123456789012")]
    [InlineData("lcs_0123456789012345678901234567890123456789012")]
    [InlineData("x")]
    public async Task Links_that_were_never_made_are_all_answered_alike(string token)
    {
        var shown = (await server.With(token).Get(Path)).Refuses(404, "not-found");
        var registered = (await server.Anonymous.Register(token)).Refuses(404, "not-found");
        Assert.Equal((string)shown["detail"]!, (string)registered["detail"]!);
        var bare = (await server.Anonymous.Get(Path)).Refuses(404, "not-found");
        Assert.Equal((string)shown["detail"]!, (string)bare["detail"]!);
    }

    [Fact]
    public async Task Viewers_and_admins_without_a_seat_sign_in_and_take_none()
    {
        var tenant = await TestTenant.Create(server);
        await server.SetSeats(tenant, 0);
        var made = (await tenant.Admin.Invite(
            new { name = "Vic", email = "vic@acme.test", role = "viewer", phone = "+34600111222" })).Expect(201);
        (await server.Anonymous.Register(InvitationSteps.TokenOf((string)made.Items[0]!["link"]!))).Expect(201);
        var session = (await server.Anonymous.Post("/v1/sessions", new
        {
            tenant = tenant.Slug,
            login = "vic",
            password = InvitationSteps.Password,
        })).Expect(201);
        var me = (await server.With((string)session["token"]!).Get("/v1/me")).Expect(200);
        Assert.Equal("viewer", (string)me["role"]!);
        Assert.Null(me["agent"]);
        Assert.Equal((0, 0, 0, 0), await tenant.Admin.Seats());
    }

    [Fact]
    public async Task What_happens_is_audited_without_the_link()
    {
        var tenant = await TestTenant.Create(server);
        var (id, token) = await tenant.Admin.InviteOne();
        (await server.Anonymous.Register(token)).Expect(201);
        var bytes = await File.ReadAllBytesAsync(server.DatabaseFile + "-wal");
        var kept = System.Text.Encoding.UTF8.GetString(bytes)
            + System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(server.DatabaseFile));
        Assert.DoesNotContain(token, kept);
        Assert.Contains("invitation.accepted", kept);
        Assert.NotEmpty(id);
    }
}
