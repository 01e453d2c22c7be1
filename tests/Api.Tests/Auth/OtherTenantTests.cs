using System.Text.RegularExpressions;
using LiveChat.Api.Tests.Problems;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Auth;

/// <summary>
/// Walks every operation as another tenant: an id of ours is answered just as one that names nothing, no list has
/// anything of ours, and nothing of ours changes.
/// </summary>
[Collection(ServerCollection.Name)]
public sealed partial class OtherTenantTests(TestServer server)
{
    /// <summary>A well-formed id that names nothing, but of a conversation.</summary>
    private const string Nothing = "00000000000000000000000000000000";

    [Fact]
    public async Task Ids_of_a_tenant_are_for_all_others_as_ids_of_nothing()
    {
        var (ours, others) = (await Stage(), await TestTenant.Create(server));
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
        var (ours, others) = (await Stage(), await TestTenant.Create(server));
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

    private async Task<Possessions> Stage()
    {
        var desk = await Desk.Create(server);
        var session = (string)(await desk.Maria.Client.Get("/v1/me/sessions")).Expect(200).Items[0]!["id"]!;
        var ours = new Possessions(desk, await desk.Waiting(), session);
        ours.Before = await ours.Now();
        return ours;
    }

    /// <summary>What one tenant has, by the paths it stands under.</summary>
    private sealed partial class Possessions(Desk desk, string conversation, string session)
    {
        private readonly Dictionary<string, string> _ids = new()
        {
            ["/v1/conversations/{id}"] = conversation,
            ["/v1/agents/{id}"] = desk.Maria.Id,
            ["/v1/members/{id}"] = desk.Maria.Id,
            ["/v1/members/{id}/sessions/{sessionId}"] = session,
            ["/v1/me/sessions/{id}"] = session,
            ["/v1/queues/{id}"] = desk.Queue,
            ["/v1/queues/{id}/agents/{agentId}"] = desk.Maria.Id,
        };

        public string Before { get; set; } = "";

        /// <summary>What would tell of them.</summary>
        public IEnumerable<string> Marks => [conversation, desk.Maria.Id, desk.Luis.Id, desk.Queue, desk.Sender];

        public async Task<string> Now()
        {
            string[] paths =
            [
                "/v1/agents", "/v1/queues", "/v1/senders", $"/v1/conversations/{conversation}/messages",
                "/v1/settings/livechat", "/v1/settings/roles",
            ];
            var answers = await Task.WhenAll(paths.Select(desk.Tenant.Admin.Get));
            return WholeSeconds().Replace(string.Join('\n', answers.Select(it => it.Expect(200).Text)), "");
        }

        /// <summary>The operation's path with ids of ours.</summary>
        public async Task<string> PathOf(Operation operation)
        {
            var path = operation.Path;
            while (path.IndexOf('{') is var start and >= 0)
            {
                var end = path.IndexOf('}') + 1;
                var template = operation.Path[..(operation.Path.IndexOf(path[start..end], StringComparison.Ordinal)
                    + end - start)];
                path = path[..start] + await Id(template) + path[end..];
            }

            return path;
        }

        /// <summary>That of what is there; where nothing is, one is made by the example of its collection.</summary>
        private async Task<string> Id(string template)
        {
            if (_ids.TryGetValue(template, out var known)) return known;
            var collection = template[..template.LastIndexOf('/')];
            var listed = await desk.Tenant.Admin.Get(collection);
            var id = listed.Status == 200 && listed.Json["items"] is not null && listed.Items.Count > 0
                ? (string?)listed.Items[0]!["id"]
                : await Made(collection);
            Assert.True(id is not null, $"This test knows no {template} of ours: give it one.");
            return _ids[template] = id;
        }

        private async Task<string?> Made(string collection) => collection switch
        {
            "/v1/labels" => (await desk.Tenant.Admin.Post(
                collection, new { name = "vip", colour = "#ff0000", @for = "contacts" })).Expect(201).Id,
            "/v1/questionnaires" => (await desk.Tenant.Questionnaire("contact")).Id,
            InvitationSteps.Path => (await desk.Tenant.Admin.InviteOne()).Id,
            "/v1/danger" => (await desk.Tenant.Admin.Post(
                "/v1/danger/clear-history", new { confirm = desk.Tenant.Slug })).Expect(202).Id,
            _ => null,
        };

        [GeneratedRegex("\"longestWaitSeconds\":[0-9]+")]
        private static partial Regex WholeSeconds();
    }
}
