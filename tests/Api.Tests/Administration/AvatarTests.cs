using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

/// <summary>The picture of the bot that the server keeps.</summary>
[Collection(ServerCollection.Administration)]
public sealed class AvatarTests(TestServer server)
{
    private const string Bot = "/v1/settings/bot";
    private const string Path = "/v1/settings/bot/avatar";

    [Fact]
    public async Task An_uploaded_picture_is_seen_by_whoever_has_its_address_until_another_takes_its_place()
    {
        var tenant = await TestTenant.Create(server);
        (await tenant.Admin.Patch(Bot, new { name = "Lía", avatarUrl = "https://acme.example/lia.png" })).Expect(200);
        var (first, second) = (Png(64, 64), Png(1024, 1));
        var put = (await Put(tenant.Admin, first)).Expect(200);
        var url = (string)put["avatarUrl"]!;
        Assert.StartsWith("/v1/avatars/", PathOf(url));
        Assert.Equal("Lía", (string)put["name"]!);
        Assert.Equal(put.Text, (await tenant.Admin.Get(Bot)).Expect(200).Text);

        using (var shown = await Show(url))
        {
            Assert.Equal(first, await shown.Content.ReadAsByteArrayAsync());
            Assert.Equal("image/png", shown.Content.Headers.ContentType!.ToString());
            Assert.Equal("nosniff", shown.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.StartsWith("default-src 'none'", shown.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("cross-origin", shown.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
            var again = await server.Anonymous.Send(
                HttpMethod.Get, PathOf(url), null, ("If-None-Match", shown.Headers.ETag!.ToString()));
            Assert.Equal(304, again.Status);
        }

        var other = (string)(await Put(tenant.Admin, second)).Expect(200)["avatarUrl"]!;
        Assert.NotEqual(url, other);
        await IsGone(url);
        (await tenant.Admin.Put(Bot, new { name = "Leo", avatarUrl = other })).Expect(200);
        using (var kept = await Show(other)) Assert.Equal(second, await kept.Content.ReadAsByteArrayAsync());
        var deleted = (await tenant.Admin.Delete(Path)).Expect(200);
        Assert.Equal((null, "Leo"), ((string?)deleted["avatarUrl"], (string)deleted["name"]!));
        await IsGone(other);
    }

    [Fact]
    public async Task Another_address_or_none_takes_the_kept_picture_away()
    {
        var tenant = await TestTenant.Create(server);
        object[] bodies = [new { avatarUrl = "https://acme.example/a.png" }, new { avatarUrl = (string?)null }];
        foreach (var body in bodies)
        {
            var url = (string)(await Put(tenant.Admin, Png(8, 8))).Expect(200)["avatarUrl"]!;
            (await tenant.Admin.Patch(Bot, body)).Expect(200);
            await IsGone(url);
        }
    }

    [Fact]
    public async Task What_is_no_picture_or_too_large_is_refused_and_changes_nothing()
    {
        var tenant = await TestTenant.Create(server);
        var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8.ToArray();
        (await Put(tenant.Admin, svg)).RefusesFields("body");
        (await Put(tenant.Admin, svg, "image/svg+xml")).Refuses(415, "unsupported-media-type");
        (await Put(tenant.Admin, Png(8, 8), "application/json")).Refuses(415, "unsupported-media-type");
        (await Put(tenant.Admin, Png(8, 8), "image/jpeg")).RefusesFields("body");
        (await Put(tenant.Admin, Png(1025, 8))).RefusesFields("body");
        (await Put(tenant.Admin, Png(8, 1025))).RefusesFields("body");
        (await Put(tenant.Admin, [])).RefusesFields("body");
        (await Put(tenant.Admin, Png(8, 8, bytes: 256 * 1024 + 1))).Refuses(413, "too-large");
        using var chunked = new StreamContent(new MemoryStream(Png(8, 8, bytes: 256 * 1024 + 1)), 4096);
        chunked.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        chunked.Headers.ContentLength = null;
        (await tenant.Admin.Send(HttpMethod.Put, Path, chunked, ("Transfer-Encoding", "chunked")))
            .Refuses(413, "too-large");
        Assert.Null((await tenant.Admin.Get(Bot)).Expect(200)["avatarUrl"]);
        (await Put(tenant.Admin, Png(8, 8, bytes: 256 * 1024))).Expect(200);
        foreach (var id in (string[])["nothing", "00000000000000000000000000000000"])
            (await server.Anonymous.Get($"/v1/avatars/{id}")).Refuses(404, "not-found");
    }

    [Fact]
    public async Task It_moves_the_version_of_the_identity_and_is_audited_without_its_bytes()
    {
        var tenant = await TestTenant.Create(server);
        var seen = (await tenant.Admin.Get(Bot)).Expect(200).Headers.ETag!.ToString();
        var put = (await Put(tenant.Admin, Png(8, 8), ifMatch: seen)).Expect(200);
        (await Put(tenant.Admin, Png(9, 9), ifMatch: seen)).Refuses(412, "precondition-failed");
        (await tenant.Admin.Send(HttpMethod.Delete, Path, null, ("If-Match", seen)))
            .Refuses(412, "precondition-failed");
        var now = put.Headers.ETag!.ToString();
        Assert.NotEqual(seen, now);
        using (var kept = await Show((string)put["avatarUrl"]!)) Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        (await tenant.Admin.Send(HttpMethod.Delete, Path, null, ("If-Match", now))).Expect(200);

        var log = (await tenant.Admin.Get("/v1/audit?limit=50")).Expect(200).Items;
        var actions = log.Select(it => (string)it!["action"]!).ToList();
        Assert.Contains("avatar.created", actions);
        Assert.Contains("avatar.deleted", actions);
        Assert.Contains("setting.changed", actions);
        var created = log.Single(it => (string)it!["action"]! == "avatar.created")!["after"]!;
        Assert.Equal(("png", "[40 bytes]"), ((string)created["format"]!, (string)created["content"]!));
    }

    [Fact]
    public async Task Who_may_edit_the_bots_identity_needs_no_other_right()
    {
        var tenant = await TestTenant.Create(server);
        var sofia = (await tenant.Agent("sofia", "supervisor")).Client;
        (await Put(sofia, Png(8, 8))).Refuses(403, "forbidden");
        (await sofia.Patch(Bot, new { name = "Sol" })).Refuses(403, "forbidden");
        (await tenant.Admin.Patch("/v1/settings/roles", new { supervisor = new { editBotConfig = true } })).Expect(200);
        (await Put(sofia, Png(8, 8))).Expect(200);
        (await sofia.Patch(Bot, new { name = "Sol" })).Expect(200);
        (await sofia.Patch("/v1/settings/organisation", new { taxId = "1" })).Refuses(403, "forbidden");
    }

    [Fact]
    public async Task What_bots_write_bears_it()
    {
        var desk = await Desk.Create(server);
        var url = (string)(await Put(desk.Tenant.Admin, Png(8, 8))).Expect(200)["avatarUrl"]!;
        var id = await desk.Waiting();
        var note = await desk.Tenant.Adapter.Post($"/v1/conversations/{id}/notes", new { text = "from a program" });
        Assert.Equal(url, (string)note.Expect(201)["author"]!["avatarUrl"]!);
    }

    /// <summary>The beginning of a picture of that size, with nothing in it, filled up to so many bytes.</summary>
    internal static byte[] Png(int width, int height, int bytes = 40)
    {
        var picture = new byte[bytes];
        byte[] head = [0x89, .. "PNG\r\n"u8, 0x1A, .. "\n"u8, 0, 0, 0, 13, .. "IHDR"u8];
        head.CopyTo(picture, 0);
        BinaryPrimitives.WriteInt32BigEndian(picture.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(picture.AsSpan(20), height);
        return picture;
    }

    internal static Task<ApiAnswer> Put(
        ApiClient client, byte[] picture, string type = "image/png", string? ifMatch = null)
    {
        var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return ifMatch is null
            ? client.Send(HttpMethod.Put, Path, content)
            : client.Send(HttpMethod.Put, Path, content, ("If-Match", ifMatch));
    }

    /// <summary>The public URL of the tests has no port that anyone listens on.</summary>
    internal static string PathOf(string url) => new Uri(url).AbsolutePath;

    private Task<HttpResponseMessage> Show(string url) => server.Anonymous.Http.GetAsync(PathOf(url));

    private async Task IsGone(string url) => (await server.Anonymous.Get(PathOf(url))).Refuses(404, "not-found");
}
