using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

[Collection(ServerCollection.Administration)]
public sealed class ProfileTests(TestServer server)
{
    private const string Path = "/v1/me";

    [Fact]
    public async Task A_member_changes_its_name_and_number_and_sees_its_role_and_tenant()
    {
        var tenant = await TestTenant.Create(server);
        var bea = await tenant.Agent("bea");
        var changed = (await bea.Client.Patch(Path, new { displayName = " Bea B. ", phone = "+34 600 111 222" }))
            .Expect(200);
        Assert.Equal(("Bea B.", "+34600111222"), ((string)changed["displayName"]!, (string)changed["phone"]!));
        Assert.Equal(changed.Text, (await bea.Client.Get(Path)).Expect(200).Text);
        Assert.Equal(
            ("agent", tenant.Slug, "offline"),
            ((string)changed["role"]!, (string)changed["tenant"]!["slug"]!, (string)changed["agent"]!["presence"]!));
        var found = (await tenant.Admin.Get("/v1/agents?search=bea%20b")).Expect(200);
        Assert.Equal("Bea B.", (string)Assert.Single(found.Items)!["displayName"]!);

        var cleared = (await bea.Client.Patch(Path, new { phone = (string?)null })).Expect(200);
        Assert.Equal(("Bea B.", null), ((string)cleared["displayName"]!, (string?)cleared["phone"]));
    }

    [Fact]
    public async Task What_is_not_its_own_to_change_is_refused()
    {
        var tenant = await TestTenant.Create(server);
        (await tenant.Admin.Patch(Path, new { displayName = "", phone = "12" })).RefusesFields("displayName", "phone");
        (await tenant.Admin.Patch(Path, new { displayName = (string?)null })).RefusesFields("displayName");
        foreach (var field in (string[])["role", "username", "email", "showFullPhone"])
            (await tenant.Admin.Patch(Path, new Dictionary<string, string> { [field] = "x" })).RefusesFields(field);
        (await tenant.Adapter.Patch(Path, new { displayName = "x" })).Refuses(403, "forbidden");
        (await server.Platform.Patch(Path, new { displayName = "x" })).Refuses(403, "forbidden");
    }

    [Fact]
    public async Task The_new_name_is_what_the_session_and_the_audit_log_show_from_then_on()
    {
        var tenant = await TestTenant.Create(server);
        (await tenant.Admin.Patch(Path, new { displayName = "Ana Prima" })).Expect(200);
        (await tenant.Admin.Patch(Path, new { phone = "+34600111222" })).Expect(200);
        var entries = (await tenant.Admin.Get("/v1/audit?limit=5")).Expect(200);
        Assert.Contains("Ana Prima", entries.Items[0]!.ToJsonString());
    }
}
