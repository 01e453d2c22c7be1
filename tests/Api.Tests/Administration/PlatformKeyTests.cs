using LiveChat.Api.Tests.Support;
using LiveChat.Outside;

namespace LiveChat.Api.Tests.Administration;

[Collection(ServerCollection.Administration)]
public sealed class PlatformKeyTests(TestServer server)
{
    private const string Path = "/v1/platform/keys";

    [Fact]
    public async Task The_operators_keys_are_rotated_by_making_one_and_deleting_the_other()
    {
        var first = (await server.Platform.Post(Path, new { name = "first" })).Expect(201);
        var key = (string)first["key"]!;
        Assert.StartsWith((string)first["prefix"]!, key);
        var second = (await server.With(key).Post(Path, new { name = "second" })).Expect(201);
        var other = server.With((string)second["key"]!);

        (await other.Delete($"{Path}/{first.Id}")).Expect(204);
        (await server.With(key).Get(Path)).Refuses(401, "unauthorized");
        (await other.Delete($"{Path}/{first.Id}")).Refuses(404, "not-found");
        var listed = (await other.Get(Path)).Expect(200);
        Assert.DoesNotContain(first.Id, listed.Text);
        Assert.DoesNotContain((string)second["key"]!, listed.Text);
        (await other.Get("/v1/platform/tenants")).Expect(200);
        Assert.Equal("member", (string)(await other.Get("/v1/me")).Refuses(403, "forbidden")["permission"]!);
        (await other.Delete($"{Path}/{second.Id}")).Expect(204);
    }

    [Fact]
    public async Task The_key_of_the_settings_always_works()
    {
        (await server.Platform.Delete($"{Path}/settings")).Refuses(409, "platform-key-in-settings");
        var settings = (await server.Platform.Get(Path)).Expect(200).Items[0]!;
        Assert.Equal(("settings", true), ((string)settings["id"]!, (bool)settings["inForce"]!));
        (await server.Platform.Delete($"{Path}/x")).Refuses(404, "not-found");
        (await server.Platform.Post(Path, new { name = " " })).RefusesFields("name");
    }

    [Fact]
    public async Task The_last_use_of_a_key_is_shown()
    {
        var made = (await server.Platform.Post(Path, new { name = "used" })).Expect(201);
        Assert.Null(made["lastUsedAt"]);
        (await server.With((string)made["key"]!).Get("/v1/platform/tenants")).Expect(200);
        await Poll.Until("the use is written", TimeSpan.FromSeconds(10), async () =>
            (await server.Platform.Get(Path)).Items.Single(it => (string)it!["id"]! == made.Id)!["lastUsedAt"]
                is not null);
    }

    [Fact]
    public async Task Only_the_operator_has_to_do_with_them()
    {
        var tenant = await TestTenant.Create(server);
        foreach (var client in (ApiClient[])[tenant.Admin, tenant.Adapter])
        {
            Assert.Equal("platform", (string)(await client.Get(Path)).Refuses(403, "forbidden")["permission"]!);
            (await client.Post(Path, new { name = "mine" })).Refuses(403, "forbidden");
        }

        (await server.Anonymous.Get(Path)).Refuses(401, "unauthorized");
    }
}
