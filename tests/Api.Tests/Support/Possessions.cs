using System.Text.RegularExpressions;
using LiveChat.Api.Tests.Problems;

namespace LiveChat.Api.Tests.Support;

/// <summary>What one tenant has, by the paths it stands under: for every path an id of what is there.</summary>
internal sealed partial class Possessions
{
    private readonly Dictionary<string, string> _ids;
    private readonly Desk _desk;
    private readonly string _conversation;

    private Possessions(Desk desk, string conversation, string viewer, string session)
    {
        _desk = desk;
        _conversation = conversation;
        _ids = new Dictionary<string, string>
        {
            ["/v1/conversations/{id}"] = conversation,
            ["/v1/agents/{id}"] = desk.Maria.Id,
            ["/v1/members/{id}"] = viewer,
            ["/v1/members/{id}/sessions/{sessionId}"] = session,
            ["/v1/me/sessions/{id}"] = session,
            ["/v1/queues/{id}"] = desk.Queue,
            ["/v1/queues/{id}/agents/{agentId}"] = desk.Maria.Id,
            ["/v1/platform/tenants/{slug}"] = desk.Tenant.Slug,
        };
    }

    public Desk Desk => _desk;

    /// <summary>As it all was at first.</summary>
    public string Before { get; private init; } = "";

    /// <summary>What would tell of them.</summary>
    public IEnumerable<string> Marks => [_conversation, _desk.Maria.Id, _desk.Luis.Id, _desk.Queue, _desk.Sender];

    public static async Task<Possessions> Of(TestServer server)
    {
        var desk = await Desk.Create(server);
        var invited = await desk.Tenant.Admin.Invite(new { name = "Vic", email = "vic@acme.test", role = "viewer" });
        var token = InvitationSteps.TokenOf((string)invited.Expect(201).Items[0]!["link"]!);
        var viewer = (string)(await server.Anonymous.Register(token)).Expect(201)["member"]!["id"]!;
        (await server.Anonymous.Post(
            "/v1/sessions", new { tenant = desk.Tenant.Slug, login = "vic", password = InvitationSteps.Password }))
            .Expect(201);
        var sessions = (await desk.Tenant.Admin.Get($"/v1/members/{viewer}/sessions")).Expect(200);
        var conversation = await desk.Waiting();
        return new Possessions(desk, conversation, viewer, (string)sessions.Items[0]!["id"]!)
        {
            Before = await Now(desk, conversation),
        };
    }

    public Task<string> Now() => Now(_desk, _conversation);

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

    private static async Task<string> Now(Desk desk, string conversation)
    {
        string[] paths =
        [
            "/v1/agents", "/v1/queues", "/v1/senders", $"/v1/conversations/{conversation}/messages",
            "/v1/members", "/v1/settings/livechat", "/v1/settings/roles",
        ];
        var answers = await Task.WhenAll(paths.Select(desk.Tenant.Admin.Get));
        return WholeSeconds().Replace(string.Join('\n', answers.Select(it => it.Expect(200).Text)), "");
    }

    /// <summary>That of what is there; where nothing is, one is made by the example of its collection.</summary>
    private async Task<string> Id(string template)
    {
        if (_ids.TryGetValue(template, out var known)) return known;
        var collection = template[..template.LastIndexOf('/')];
        var listed = await _desk.Tenant.Admin.Get(collection);
        var id = listed.Status == 200 && listed.Json["items"] is not null && listed.Items.Count > 0
            ? (string?)listed.Items[0]!["id"]
            : await Made(collection);
        Assert.True(id is not null, $"This test knows no {template} of ours: give it one. ({listed.Text})");
        return _ids[template] = id;
    }

    private async Task<string?> Made(string collection) => collection switch
    {
        "/v1/labels" => (await _desk.Tenant.Admin.Post(
            collection, new { name = "vip", colour = "#ff0000", @for = "contacts" })).Expect(201).Id,
        "/v1/questionnaires" => (await _desk.Tenant.Questionnaire("contact")).Id,
        InvitationSteps.Path => (await _desk.Tenant.Admin.InviteOne()).Id,
        "/v1/danger" => (await _desk.Tenant.Admin.Post(
            "/v1/danger/clear-history", new { confirm = _desk.Tenant.Slug })).Expect(202).Id,
        _ => null,
    };

    [GeneratedRegex("\"longestWaitSeconds\":[0-9]+")]
    private static partial Regex WholeSeconds();
}
