using LiveChat.Api.Tests.Problems;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Auth;

/// <summary>
/// Walks every operation as another tenant: an id of ours is answered just as one that names nothing, no list has
/// anything of ours, and nothing of ours changes.
/// </summary>
[Collection(ServerCollection.Name)]
public sealed class OtherTenantTests(TestServer server)
{
    /// <summary>A well-formed id that names nothing, but of a conversation.</summary>
    private const string Nothing = "00000000000000000000000000000000";

    [Fact]
    public async Task Ids_of_a_tenant_are_for_all_others_as_ids_of_nothing()
    {
        var (ours, others) = (await Possessions.Of(server), await TestTenant.Create(server));
        var member = (await others.Agent("eve", role: "admin")).Client;
        var faults = new List<string>();
        var tried = 0;
        foreach (var operation in await Operations())
        {
            if (!operation.Path.Contains('{') || operation.Path.Contains("/hooks/")) continue;
            if (operation.Path.StartsWith("/v1/platform/", StringComparison.Ordinal)) continue;
            // For whoever has its address, which cannot be guessed.
            if (operation.Path.StartsWith("/v1/avatars/", StringComparison.Ordinal)) continue;
            var known = await ours.PathOf(operation);
            var unknown = Operation.Concrete(operation.Path, Nothing);
            foreach (var client in (ApiClient[])[member, others.Adapter])
            {
                tried++;
                var (found, missing) = (await Call(client, operation, known), await Call(client, operation, unknown));
                if (found.Status >= 400 && (found.Status, found.Code) == (missing.Status, missing.Code)) continue;
                faults.Add($"{operation.Name} with {known}: {found.Status} {found.Text}, else {missing.Status}");
            }
        }

        Assert.Empty(faults);
        Assert.True(tried > 80, $"Only {tried} were tried.");
        Assert.Equal(ours.Before, await ours.Now());
    }

    [Fact]
    public async Task No_list_has_anything_of_another_tenant()
    {
        var (ours, others) = (await Possessions.Of(server), await TestTenant.Create(server));
        var member = (await others.Agent("eve", role: "admin")).Client;
        var tried = 0;
        foreach (var operation in await Operations())
        {
            if (operation.Method != HttpMethod.Get || operation.Path.Contains('{')) continue;
            if (operation.Path.StartsWith("/v1/platform/", StringComparison.Ordinal)) continue;
            if (operation.Path is "/v1/me/stream") continue;
            foreach (var client in (ApiClient[])[member, others.Adapter])
            {
                tried++;
                var text = (await client.Get(operation.Path)).Text;
                foreach (var mark in ours.Marks)
                    Assert.False(text.Contains(mark), $"{operation.Name} tells {mark}: {text}");
            }
        }

        Assert.True(tried > 30, $"Only {tried} were tried.");
    }

    private static Task<ApiAnswer> Call(ApiClient client, Operation operation, string path) =>
        operation.BodySchema is null
            ? client.Send(operation.Method, path, null)
            : client.Raw(operation.Method, path, operation.ExampleBody);

    private async Task<IReadOnlyList<Operation>> Operations() =>
        [.. Operation.All((await server.Anonymous.Get("/openapi/v1.json")).Expect(200).Json)
            .Where(it => it.Path.StartsWith("/v1/", StringComparison.Ordinal))];
}
