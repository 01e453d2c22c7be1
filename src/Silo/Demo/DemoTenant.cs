using System.Text.Json.Nodes;

namespace LiveChat.Silo.Demo;

/// <summary>The demonstration's tenant on the running server: credentials, and ids by name.</summary>
public sealed class DemoTenant
{
    private readonly HttpClient _http;
    private readonly DemoKeys _keys;

    private DemoTenant(HttpClient http, DemoKeys keys, DemoApi admin, DemoApi adapter)
    {
        (_http, _keys, Admin, Adapter) = (http, keys, admin, adapter);
    }

    public DemoApi Admin { get; }

    public DemoApi Adapter { get; }

    public Dictionary<string, string> QueueIds { get; } = [];

    /// <summary>Makes what is missing of the tenant; after the first start there is nothing left to make.</summary>
    public static async Task<DemoTenant> Prepare(
        HttpClient http, DemoKeys keys, string folder, CancellationToken cancel)
    {
        await CreateTenant(new DemoApi(http, keys.PlatformKey), keys, cancel);
        var admin = await SignIn(http, DemoPlan.Admin, keys.Password, cancel);
        if (keys.ApiKey is null)
        {
            var made = await admin.Post(
                "/v1/api-keys", new { name = "demo adapter", scopes = new[] { "mo:write", "mt:read" } }, cancel);
            keys = keys with { ApiKey = (string)made["key"]! };
            keys.Keep(folder);
        }

        var tenant = new DemoTenant(http, keys, admin, new DemoApi(http, keys.ApiKey!));
        await tenant.CreateQueues(cancel);
        await tenant.CreateAgents(cancel);
        await tenant.CreateSenders(cancel);
        return tenant;
    }

    public Task<DemoApi> SignIn(string username, CancellationToken cancel) =>
        SignIn(_http, username, _keys.Password, cancel);

    private static async Task<DemoApi> SignIn(HttpClient http, string login, string password, CancellationToken cancel)
    {
        var session = await new DemoApi(http, "none").Post(
            "/v1/sessions", new { tenant = DemoPlan.Slug, login, password }, cancel);
        return new DemoApi(http, (string)session["token"]!);
    }

    private static async Task CreateTenant(DemoApi platform, DemoKeys keys, CancellationToken cancel)
    {
        try
        {
            await platform.Post("/v1/platform/tenants", new
            {
                slug = DemoPlan.Slug,
                name = "Demo",
                timeZone = "Europe/Madrid",
                language = "en",
                seats = DemoPlan.Agents.Length,
                liveChat = true,
                admin = new
                {
                    username = DemoPlan.Admin,
                    displayName = "Ada",
                    email = "ada@demo.test",
                    password = keys.Password,
                },
            }, cancel);
        }
        catch (DemoRefusedException refused) when (refused.Code == "slug-taken")
        {
            // It is there since an earlier start.
        }
    }

    private async Task CreateQueues(CancellationToken cancel)
    {
        await Admin.Patch("/v1/settings/livechat", new
        {
            conversationsPerAgent = DemoPlan.ConversationsPerAgent,
            waitingPerOnlineAgent = 3,
            waitingWithNobodyOnline = 20,
        }, cancel);
        foreach (var queue in await Admin.List("/v1/queues", cancel)) Know(queue);
        foreach (var queue in DemoPlan.Queues.Where(queue => !QueueIds.ContainsKey(queue.Name)))
            Know(await Admin.Post(
                "/v1/queues", new { name = queue.Name, strategy = queue.Strategy, mode = "auto" }, cancel));

        void Know(JsonNode queue) => QueueIds[(string)queue["name"]!] = (string)queue["id"]!;
    }

    private async Task CreateAgents(CancellationToken cancel)
    {
        var known = (await Admin.List("/v1/agents", cancel)).Select(agent => (string)agent["username"]!).ToHashSet();
        foreach (var agent in DemoPlan.Agents.Where(agent => !known.Contains(agent.Username)))
            await Admin.Post("/v1/agents", new
            {
                username = agent.Username,
                displayName = agent.DisplayName,
                password = _keys.Password,
                queues = agent.Queues.Select(name => QueueIds[name]).ToArray(),
            }, cancel);
    }

    private async Task CreateSenders(CancellationToken cancel)
    {
        var known = (await Admin.List("/v1/senders", cancel)).Select(sender => (string)sender["address"]!).ToHashSet();
        foreach (var queue in DemoPlan.Queues.Where(queue => !known.Contains(queue.Sender)))
            await Admin.Post("/v1/senders", new
            {
                address = queue.Sender,
                channel = "sms",
                mode = "exclusive",
                queueId = QueueIds[queue.Name],
                delivery = new { kind = "pull" },
            }, cancel);
    }
}
