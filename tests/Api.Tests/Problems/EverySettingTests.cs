using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Problems;

/// <summary>
/// Walks every settings resource of the OpenAPI document: each has a version, and who says which one it saw replaces no
/// other. It finds new ones by itself.
/// </summary>
[Collection(ServerCollection.Name)]
public sealed class EverySettingTests(TestServer server)
{
    [Fact]
    public async Task Every_settings_resource_is_replaced_by_who_saw_its_version_alone()
    {
        var document = (await server.Anonymous.Get("/openapi/v1.json")).Expect(200).Json;
        var ours = await Possessions.Of(server);
        var admin = ours.Desk.Tenant.Admin;
        var tried = 0;
        foreach (var operation in Operation.All(document).Where(IsEdit))
        {
            tried++;
            var path = await ours.PathOf(operation);
            var tag = (await admin.Get(path)).Expect(200).Headers.ETag;
            Assert.True(tag is { IsWeak: false }, $"{operation.Path} has no version.");
            Assert.True(operation.Responses.Contains("412"), $"{operation.Name} tells no 412.");
            foreach (var other in (string[])["\"0\"", "\"x\"", "\"999999\"", $"W/{tag}"])
                (await Edit(other)).Refuses(412, "precondition-failed");
            (await Edit("nonsense")).Refuses(400, "bad-request");
            Assert.Equal(tag, (await admin.Get(path)).Expect(200).Headers.ETag);
            foreach (var seen in (string[])[$"\"999999\", {tag}", "*"])
            {
                var edited = await Edit(seen);
                Assert.True(edited.Status is 200 or 204, $"{operation.Name}: {edited.Status} {edited.Text}");
                tag = (await admin.Get(path)).Expect(200).Headers.ETag;
            }

            Task<ApiAnswer> Edit(string seen)
            {
                var body = operation.BodySchema is null ? null : new StringContent(operation.ExampleBody);
                if (body is not null) body.Headers.ContentType = new("application/json");
                return admin.Send(operation.Method, path, body, ("If-Match", seen));
            }
        }

        Assert.True(tried > 20, $"Only {tried} were tried.");
    }

    /// <summary>A picture is a part of the bot's identity, without a version of its own.</summary>
    private static bool IsEdit(Operation operation) =>
        operation.Method != HttpMethod.Get && operation.Method != HttpMethod.Post
        && !operation.Path.EndsWith("/avatar", StringComparison.Ordinal)
        && (operation.Path.StartsWith("/v1/settings/", StringComparison.Ordinal)
            || operation.Path is "/v1/queues/{id}/settings" or "/v1/queues/{id}/hours");
}
