using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

/// <summary>Invitations where no mail is sent: the admin gets the links.</summary>
[Collection(ServerCollection.Administration)]
public sealed class InvitationTests(TestServer server)
{
    [Fact]
    public async Task Several_people_are_invited_at_once_and_hold_their_seats()
    {
        var tenant = await TestTenant.Create(server);
        await server.SetSeats(tenant, 4);
        var answer = (await tenant.Admin.Invite(
            new { name = " Bea ", email = "Bea@acme.test", phone = "+34 600 111 222", role = "agent" },
            new { name = "Sol", email = "sol@acme.test", role = "supervisor" },
            new { name = "Vic", email = "vic@acme.test", role = "viewer" },
            new { name = "Ada", email = "ada@acme.test", role = "admin" },
            new { name = "Eva", email = "eva@acme.test", role = "admin", seat = true })).Expect(201);

        Assert.Equal((4, 0, 3, 1), await tenant.Admin.Seats());
        Assert.Equal(1, (int)answer["seatsLeft"]!);
        var bea = answer.Items[0]!;
        Assert.Equal(
            ("Bea", "Bea@acme.test", "+34600111222", "agent", "pending"),
            ((string)bea["name"]!, (string)bea["email"]!, (string)bea["phone"]!, (string)bea["role"]!,
                (string)bea["state"]!));
        Assert.Equal([true, true, false, false, true], answer.Items.Select(it => (bool)it!["seat"]!));
        Assert.All(answer.Items, it => Assert.False((bool)it!["emailSent"]!));
        Assert.All(answer.Items, it => Assert.Matches(@"/register#token=lci_[\w-]{43}$", (string)it!["link"]!));
        Assert.DoesNotContain("lci_", (await tenant.Admin.Get(InvitationSteps.Path)).Text);
    }

    [Fact]
    public async Task More_than_the_seats_left_is_refused_whole()
    {
        var tenant = await TestTenant.Create(server);
        await server.SetSeats(tenant, 1);
        var refused = (await tenant.Admin.Invite(
            new { name = "Bea", email = "bea@acme.test", role = "agent" },
            new { name = "Leo", email = "leo@acme.test", role = "agent" })).Refuses(409, "no-seats");
        Assert.Equal("1 of 1 seats are left.", (string)refused["detail"]!);
        Assert.Equal((1, 0, 0, 1), await tenant.Admin.Seats());
        Assert.Empty((await tenant.Admin.Get(InvitationSteps.Path)).Items);
    }

    [Fact]
    public async Task Every_fault_names_its_row()
    {
        var tenant = await TestTenant.Create(server);
        var answer = await tenant.Admin.Invite(
            new { name = "", email = "bea@acme.test", role = "agent" },
            new { name = "Leo", email = "leo", role = "agent" },
            new { name = "Sol", email = "BEA@acme.test", role = "agent", phone = "12" },
            new { name = "Vic", email = "vic@acme.test", role = "viewer", seat = true },
            new { name = "Ari\r\nBcc: x", email = "ari@acme.test", role = "agent", seat = false });
        answer.RefusesFields(
            "people[0].name", "people[1].email", "people[2].email", "people[2].phone", "people[3].seat",
            "people[4].name", "people[4].seat");
        (await tenant.Admin.Invite()).RefusesFields("people");
        var many = Enumerable.Range(0, 101)
            .Select(i => (object)new { name = "x", email = $"x{i}@acme.test", role = "viewer" }).ToArray();
        (await tenant.Admin.Invite(many)).RefusesFields("people");
    }

    [Fact]
    public async Task An_email_that_somebody_has_already_is_refused_and_its_row_named()
    {
        var tenant = await TestTenant.Create(server);
        await tenant.Admin.InviteOne();
        var refused = (await tenant.Admin.Invite(
            new { name = "New", email = "new@acme.test", role = "agent" },
            new { name = "Ana", email = "ANA@acme.test", role = "agent" },
            new { name = "Bea", email = "bea@acme.test", role = "agent" })).Refuses(409, "email-taken");
        Assert.Equal(["people[1].email", "people[2].email"], refused.Fields.Order());
        Assert.Single((await tenant.Admin.Get(InvitationSteps.Path)).Items);
    }

    [Fact]
    public async Task Of_many_who_invite_for_the_last_seat_one_succeeds()
    {
        var tenant = await TestTenant.Create(server);
        await server.SetSeats(tenant, 1);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => i % 2 == 0
            ? tenant.Admin.Invite(new { name = "x", email = $"x{i}@acme.test", role = "agent" })
            : server.Platform.Post($"/v1/platform/tenants/{tenant.Slug}/agents", new
            {
                people = new[] { new { name = "x", email = $"x{i}@acme.test" } },
            })));
        Assert.Single(answers, it => it.Status == 201);
        Assert.All(answers.Where(it => it.Status != 201), it => it.Refuses(409, "no-seats"));
        (await tenant.Admin.Post("/v1/agents", new { username = "eve", displayName = "Eve", password = "correct-1" }))
            .Refuses(409, "no-seats");
        Assert.Equal((1, 0, 1, 0), await tenant.Admin.Seats());
    }

    [Fact]
    public async Task The_seats_of_pending_invitations_cannot_be_taken_away()
    {
        var tenant = await TestTenant.Create(server);
        var (id, _) = await tenant.Admin.InviteOne();
        (await server.SetSeats(tenant, 0)).Refuses(409, "seats-in-use");
        (await tenant.Admin.Delete($"{InvitationSteps.Path}/{id}")).Expect(204);
        (await server.SetSeats(tenant, 0)).Expect(200);
    }

    [Fact]
    public async Task A_revoked_invitation_lets_nobody_in_and_frees_its_seat()
    {
        var tenant = await TestTenant.Create(server);
        await server.SetSeats(tenant, 1);
        var (id, token) = await tenant.Admin.InviteOne();
        (await tenant.Admin.Delete($"{InvitationSteps.Path}/{id}")).Expect(204);
        (await tenant.Admin.Delete($"{InvitationSteps.Path}/{id}")).Expect(204);
        (await server.With(token).Get("/v1/registration")).Refuses(410, "invitation-revoked");
        (await server.Anonymous.Register(token)).Refuses(410, "invitation-revoked");
        (await tenant.Admin.Post($"{InvitationSteps.Path}/{id}/resend")).Refuses(409, "invitation-revoked");
        Assert.Equal((1, 0, 0, 1), await tenant.Admin.Seats());
        await tenant.Admin.InviteOne();
    }

    [Fact]
    public async Task Sending_again_gives_a_new_link_and_ends_the_one_before()
    {
        var tenant = await TestTenant.Create(server);
        var (id, old) = await tenant.Admin.InviteOne();
        var again = (await tenant.Admin.Post($"{InvitationSteps.Path}/{id}/resend")).Expect(200);
        var token = InvitationSteps.TokenOf((string)again["link"]!);
        Assert.NotEqual(old, token);
        (await server.With(old).Get("/v1/registration")).Refuses(404, "not-found");
        (await server.Anonymous.Register(old)).Refuses(404, "not-found");
        (await server.Anonymous.Register(token)).Expect(201);
        (await tenant.Admin.Post($"{InvitationSteps.Path}/{id}/resend")).Refuses(409, "invitation-used");
        (await tenant.Admin.Delete($"{InvitationSteps.Path}/{id}")).Refuses(409, "invitation-used");
    }

    [Fact]
    public async Task An_expired_invitation_lets_nobody_in_and_lives_again_when_sent_again()
    {
        var tenant = await TestTenant.Create(server);
        await server.SetSeats(tenant, 1);
        var (id, token) = await tenant.Admin.InviteOne();
        server.Expire(id);
        (await server.With(token).Get("/v1/registration")).Refuses(410, "invitation-expired");
        (await server.Anonymous.Register(token)).Refuses(410, "invitation-expired");
        Assert.Equal("expired", (string)(await tenant.Admin.Invitation(id))["state"]!);
        Assert.Equal((1, 0, 0, 1), await tenant.Admin.Seats());

        var (other, _) = await tenant.Admin.InviteOne("leo@acme.test");
        (await tenant.Admin.Post($"{InvitationSteps.Path}/{id}/resend")).Refuses(409, "no-seats");
        (await tenant.Admin.Delete($"{InvitationSteps.Path}/{other}")).Expect(204);
        var again = (await tenant.Admin.Post($"{InvitationSteps.Path}/{id}/resend")).Expect(200);
        Assert.Equal("pending", (string)again["state"]!);
        (await server.Anonymous.Register(InvitationSteps.TokenOf((string)again["link"]!))).Expect(201);
        Assert.Equal((1, 1, 0, 0), await tenant.Admin.Seats());
    }

    [Fact]
    public async Task They_are_listed_by_state_and_in_pages()
    {
        var tenant = await TestTenant.Create(server);
        var ids = new Dictionary<string, string>();
        foreach (var state in (string[])["pending", "active", "expired", "revoked"])
        {
            var (id, token) = await tenant.Admin.InviteOne($"{state}@acme.test");
            ids[state] = id;
            if (state == "active") (await server.Anonymous.Register(token)).Expect(201);
            if (state == "expired") server.Expire(id);
            if (state == "revoked") (await tenant.Admin.Delete($"{InvitationSteps.Path}/{id}")).Expect(204);
        }

        foreach (var (state, id) in ids)
        {
            var found = (await tenant.Admin.Get($"{InvitationSteps.Path}?state={state}")).Expect(200).Items;
            Assert.Equal(id, (string)Assert.Single(found)!["id"]!);
        }

        var first = (await tenant.Admin.Get($"{InvitationSteps.Path}?limit=3")).Expect(200);
        var rest = (await tenant.Admin.Get($"{InvitationSteps.Path}?limit=3&cursor={first["next"]}")).Expect(200);
        Assert.Equal(
            [ids["revoked"], ids["expired"], ids["active"], ids["pending"]],
            first.Items.Concat(rest.Items).Select(it => (string)it!["id"]!));
        (await tenant.Admin.Get($"{InvitationSteps.Path}?state=lost&cursor=x")).RefusesFields("state", "cursor");
    }

    [Fact]
    public async Task They_are_nobody_elses()
    {
        var tenant = await TestTenant.Create(server);
        var other = await TestTenant.Create(server);
        var (id, token) = await tenant.Admin.InviteOne();
        Assert.Empty((await other.Admin.Get(InvitationSteps.Path)).Items);
        (await other.Admin.Post($"{InvitationSteps.Path}/{id}/resend")).Refuses(404, "not-found");
        (await other.Admin.Delete($"{InvitationSteps.Path}/{id}")).Refuses(404, "not-found");
        (await tenant.Admin.Delete($"{InvitationSteps.Path}/nothing")).Refuses(404, "not-found");
        (await server.With(token).Get("/v1/registration")).Expect(200);
        var agent = await tenant.Agent("maria");
        (await agent.Client.Invite(new { name = "x", email = "x@acme.test" })).Refuses(403, "forbidden");
        (await agent.Client.Get(InvitationSteps.Path)).Refuses(403, "forbidden");
        (await server.Platform.Get(InvitationSteps.Path)).Refuses(403, "forbidden");
    }

    [Fact]
    public async Task Only_admins_invite_admins()
    {
        var tenant = await TestTenant.Create(server);
        (await tenant.Admin.Patch("/v1/settings/roles", new { supervisor = new { manageTeam = true } })).Expect(200);
        var sol = await tenant.Agent("sol", role: "supervisor");
        (await sol.Client.Invite(new { name = "x", email = "x@acme.test", role = "agent" })).Expect(201);
        var refused = await sol.Client.Invite(new { name = "y", email = "y@acme.test", role = "admin" });
        Assert.Equal("admin", (string)refused.Refuses(403, "forbidden")["permission"]!);
    }

    [Fact]
    public async Task The_operator_adds_agents_from_a_list_or_none()
    {
        var tenant = await TestTenant.Create(server);
        await server.SetSeats(tenant, 2);
        var path = $"/v1/platform/tenants/{tenant.Slug}/agents";
        var people = new[]
        {
            new { name = "Bea", email = "bea@acme.test" }, new { name = "Leo", email = "leo@acme.test" },
        };
        (await server.Platform.Post(path, new { people = people.Append(new { name = "x", email = "x@acme.test" }) }))
            .Refuses(409, "no-seats");
        var added = (await server.Platform.Post(path, new { people })).Expect(201);
        Assert.All(added.Items, it => Assert.Equal("agent", (string)it!["role"]!));
        var token = InvitationSteps.TokenOf((string)added.Items[0]!["link"]!);
        (await server.Anonymous.Register(token)).Expect(201);
        Assert.Equal((2, 1, 1, 0), await tenant.Admin.Seats());

        (await server.Platform.Post("/v1/platform/tenants/nobody/agents", new { people })).Refuses(404, "not-found");
        (await tenant.Admin.Post(path, new { people })).Refuses(403, "forbidden");
    }
}
