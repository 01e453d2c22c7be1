using LiveChat.Api.Tests.Support;
using LiveChat.Outside;
using LiveChat.Outside.Mail;

namespace LiveChat.Api.Tests.Administration;

/// <summary>Invitations where there is a mail server.</summary>
public sealed class MailTests(MailingServer server) : IClassFixture<MailingServer>
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_link_comes_by_mail_in_the_tenants_language_and_nowhere_else()
    {
        var tenant = await TestTenant.Create(server);
        var made = (await tenant.Admin.Invite(new { name = "Zoë", email = "zoe@acme.test" })).Expect(201);
        Assert.True((bool)made.Items[0]!["emailSent"]!);
        Assert.DoesNotContain("lci_", made.Text);

        var mail = await server.Mail.Next();
        Assert.Equal("zoe@acme.test", mail.To);
        Assert.Equal($"Te han invitado a {tenant.Slug}", mail.Subject);
        Assert.Contains("Hola, Zoë:", mail.Text);
        var link = mail.Text.Split('\n', '\r').Single(it => it.StartsWith("https://", StringComparison.Ordinal));
        Assert.StartsWith($"{MailingServer.PublicUrl}/register#token=lci_", link);
        Assert.Contains($"<a href=\"{link}\">", mail.Html);

        (await server.Anonymous.Register(InvitationSteps.TokenOf(link))).Expect(201);
        var id = (string)made.Items[0]!["id"]!;
        await Poll.Until("the mail is known as sent", _patience, async () =>
            (string?)(await tenant.Admin.Invitation(id))["mail"] == "sent");
        var listed = Assert.Single((await tenant.Admin.Get("/v1/mail?state=sent")).Expect(200).Items)!;
        Assert.Equal(("invitation", "zoe@acme.test"), ((string)listed["kind"]!, (string)listed["to"]!));
        Assert.DoesNotContain("lci_", (await tenant.Admin.Get("/v1/mail")).Text);
    }

    [Fact]
    public async Task A_mail_that_nobody_takes_is_dead_and_shown_to_the_admin_and_the_operator()
    {
        var tenant = await TestTenant.Create(server);
        var other = await TestTenant.Create(server);
        var made = (await tenant.Admin.Invite(new { name = "x", email = "nobody@acme.test" })).Expect(201);
        var id = (string)made.Items[0]!["id"]!;
        await Poll.Until("the mail is known as dead", _patience, async () =>
            (string?)(await tenant.Admin.Invitation(id))["mail"] == "dead");
        var dead = Assert.Single((await tenant.Admin.Get("/v1/mail?state=dead")).Expect(200).Items)!;
        Assert.Equal(("smtp-550", 1), ((string)dead["code"]!, (int)dead["attempts"]!));
        Assert.Empty((await other.Admin.Get("/v1/mail")).Expect(200).Items);
        Assert.Contains(
            (await server.Platform.Get("/v1/platform/mail?state=dead")).Expect(200).Items,
            it => (string)it!["tenant"]! == tenant.Slug);
        (await tenant.Admin.Get("/v1/platform/mail")).Refuses(403, "forbidden");
        (await tenant.Admin.Get("/v1/mail?state=lost")).RefusesFields("state");
        var agent = await tenant.Agent("maria");
        (await agent.Client.Get("/v1/mail")).Refuses(403, "forbidden");
    }

    [Fact]
    public async Task A_mail_that_still_waits_is_not_sent_once_its_invitation_is_gone()
    {
        var tenant = await TestTenant.Create(server);
        var made = (await tenant.Admin.Invite(new { name = "x", email = "later@acme.test" })).Expect(201);
        var id = (string)made.Items[0]!["id"]!;
        await Poll.Until("the first attempt", _patience, async () =>
            (await tenant.Admin.Get("/v1/mail")).Items.Any(it => (string?)it!["code"] == "smtp-451"));
        (await tenant.Admin.Post($"{InvitationSteps.Path}/{id}/resend")).Expect(200);
        Assert.Single((await tenant.Admin.Get("/v1/mail")).Items);
        (await tenant.Admin.Delete($"{InvitationSteps.Path}/{id}")).Expect(204);
        Assert.Empty((await tenant.Admin.Get("/v1/mail?state=queued")).Items);
    }

    [Fact]
    public async Task A_member_is_told_by_mail_when_its_second_factor_comes_and_goes()
    {
        var tenant = await TestTenant.Create(server);
        const string Path = "/v1/me/totp";
        await SteppedCodes.Of(await tenant.Admin.Post(Path)).Confirm(tenant.Admin);
        await Told($"Verificación en dos pasos activada en {tenant.Slug}");
        (await tenant.Admin.Raw(HttpMethod.Delete, Path, """{"password":"correct-horse-1"}""")).Expect(204);
        await Told($"Verificación en dos pasos desactivada en {tenant.Slug}");

        await SteppedCodes.Of(await tenant.Admin.Post(Path)).Confirm(tenant.Admin);
        await Told($"Verificación en dos pasos activada en {tenant.Slug}");
        var eva = (await tenant.Agent("eva", role: "admin")).Client;
        var ana = (await tenant.Admin.Get("/v1/me")).Expect(200).Id;
        (await eva.Delete($"/v1/members/{ana}/totp")).Expect(204);
        await Told($"Verificación en dos pasos desactivada en {tenant.Slug}");
        (await eva.Delete($"/v1/members/{ana}/totp")).Expect(204); // There is none any more: no mail.
        var mails = (await eva.Get("/v1/mail")).Expect(200).Items.Select(it => (string)it!["kind"]!);
        Assert.Equal(["secondFactorOff", "secondFactorOn", "secondFactorOff", "secondFactorOn"], mails);

        async Task Told(string subject)
        {
            ReceivedMail mail;
            do mail = await server.Mail.Next();
            while (mail.Subject != subject);
            Assert.Equal("ana@acme.test", mail.To);
        }
    }

    [Fact]
    public async Task A_mail_that_waits_goes_with_its_tenant()
    {
        var tenant = await TestTenant.Create(server);
        const string Recipient = "later@zyxwvut.example";
        (await tenant.Admin.Invite(new { name = "x", email = Recipient })).Expect(201);
        Assert.True(await server.Holds(Recipient));
        var order = (await tenant.Admin.Post("/v1/danger/delete-tenant", new { confirm = tenant.Slug })).Expect(202);
        await Poll.Until("the tenant is erased", _patience, async () =>
            (string)(await server.Platform.Get($"/v1/platform/danger/{order.Id}")).Expect(200)["state"]! == "done");
        Assert.False(await server.Holds(Recipient));
        Assert.DoesNotContain(
            $"\"{tenant.Slug}\"", (await server.Platform.Get("/v1/platform/mail")).Expect(200).Text,
            StringComparison.Ordinal);
    }
}
