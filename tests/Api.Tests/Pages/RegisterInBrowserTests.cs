using System.Text.RegularExpressions;
using LiveChat.Api.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace LiveChat.Api.Tests.Pages;

/// <summary>The page of registration as an invited person meets it, on a phone.</summary>
[Collection(ServerCollection.Name)]
public sealed class RegisterInBrowserTests(TestServer server, Browser browser) : IClassFixture<Browser>
{
    [SkippableFact]
    public async Task Who_is_invited_mends_what_is_wrong_registers_and_signs_in()
    {
        var tenant = await TestTenant.Create(server);
        var (_, token) = await tenant.Admin.InviteOne();
        await using var page = await browser.Open(Link(token));
        await Expect(page.Heading).ToHaveTextAsync($"Join {tenant.Slug}");
        await Expect(page.Page.Locator("main")).ToContainTextAsync(
            $"Ana invites you to work with {tenant.Slug} as an agent.");
        await Expect(page.Field("Your name")).ToHaveValueAsync("Bea");

        await page.Button("Register").ClickAsync();
        await Faulty(page, "Password", "The password must not be empty.");
        await page.Field("Password").FillAsync("password1");
        await page.Page.Keyboard.PressAsync("Enter");
        await Faulty(page, "Password", "The password is one of the passwords that everybody tries first.");
        await page.Field("Password").FillAsync(InvitationSteps.Password);
        await page.Field("Username optional").FillAsync("ana");
        await page.Button("Register").ClickAsync();
        await Faulty(page, "Username optional", "The username is taken.");
        await Expect(page.Field("Password")).Not.ToHaveAttributeAsync("aria-invalid", "true");
        await page.Button("Show").ClickAsync();
        await Expect(page.Field("Password")).ToHaveAttributeAsync("type", "text");
        Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));

        await page.Field("Username optional").FillAsync("beatriz");
        await page.Button("Register").ClickAsync();
        await Expect(page.Heading).ToHaveTextAsync("Welcome, Bea");
        await Expect(page.Heading).ToBeFocusedAsync();
        await Expect(page.Page.Locator("#done")).ToContainTextAsync("beatriz");
        await Expect(page.Page.Locator("#done")).ToContainTextAsync(tenant.Slug);
        Assert.EndsWith("/register", page.Page.Url);
        var session = new { tenant = tenant.Slug, login = "beatriz", password = InvitationSteps.Password };
        (await server.Anonymous.Post("/v1/sessions", session)).Expect(201);
        Assert.Empty(page.Complaints);
    }

    [SkippableFact]
    public async Task Each_link_that_leads_nowhere_says_why()
    {
        var tenant = await TestTenant.Create(server);
        var (_, used) = await tenant.Admin.InviteOne("used@acme.test");
        (await server.Anonymous.Register(used)).Expect(201);
        var (revokedId, revoked) = await tenant.Admin.InviteOne("revoked@acme.test");
        (await tenant.Admin.Delete($"{InvitationSteps.Path}/{revokedId}")).Expect(204);
        var (expiredId, expired) = await tenant.Admin.InviteOne("expired@acme.test");
        server.Expire(expiredId);

        await using var page = await browser.Open($"{server.Url}register");
        await Expect(page.Heading).ToHaveTextAsync("This link is not complete");
        foreach (var (token, why) in new[]
        {
            (used, "This link was used already"), (revoked, "This invitation was taken back"),
            (expired, "This link has expired"), (used[..^1], "This link does not work"),
        })
        {
            await page.Page.GotoAsync(Link(token));
            await Expect(page.Heading).ToHaveTextAsync(why);
            await Expect(page.Page.Locator("#advice")).Not.ToBeEmptyAsync();
            await Expect(page.Page.Locator("form")).ToBeHiddenAsync();
        }

        Assert.Empty(page.Complaints);
    }

    [SkippableFact]
    public async Task A_link_that_dies_meanwhile_and_a_server_out_of_reach_are_told_apart()
    {
        var tenant = await TestTenant.Create(server);
        var (id, token) = await tenant.Admin.InviteOne();
        await using var page = await browser.Open($"{server.Url}register");
        await page.Page.RouteAsync("**/v1/registration", it => it.AbortAsync());
        await page.Page.GotoAsync(Link(token));
        await Expect(page.Heading).ToHaveTextAsync("The server cannot be reached");
        await page.Page.UnrouteAsync("**/v1/registration");
        await page.Button("Try again").ClickAsync();
        await Expect(page.Heading).ToHaveTextAsync($"Join {tenant.Slug}");

        await page.Field("Password").FillAsync(InvitationSteps.Password);
        (await tenant.Admin.Delete($"{InvitationSteps.Path}/{id}")).Expect(204);
        await page.Button("Register").ClickAsync();
        await Expect(page.Heading).ToHaveTextAsync("This invitation was taken back");
    }

    private static async Task Faulty(BrowserPage page, string label, string fault)
    {
        var field = page.Field(label);
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(field).ToBeFocusedAsync();
        await Expect(field).ToHaveAccessibleDescriptionAsync(new Regex(
            Regex.Escape(fault)));
    }

    private string Link(string token) => $"{server.Url}register#token={token}";
}
