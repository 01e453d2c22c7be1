using System.Collections.Immutable;

namespace LiveChat.Outside;

/// <summary>A tenant to be made through the API, as small or large as the caller needs.</summary>
public sealed record TenantPlan(string Slug)
{
    public int Agents { get; init; }

    /// <summary>Null is unlimited.</summary>
    public int? ConversationsPerAgent { get; init; } = 5;

    /// <summary>How every queue chooses among its agents.</summary>
    public string Strategy { get; init; } = "longestIdle";

    /// <summary>Whether contacts are told what the system says by itself of the course of a conversation.</summary>
    public bool Phrases { get; init; } = true;

    public int WaitingPerOnlineAgent { get; init; } = 3;
    public int WaitingWithNobodyOnline { get; init; }

    /// <summary>One queue per entry: the indexes of its agents.</summary>
    public ImmutableArray<Range> Queues { get; init; } = [Range.All];

    /// <summary>One sender per entry, of the queue with the same index (the last queue takes the rest).</summary>
    public ImmutableArray<SenderPlan> Senders { get; init; } = [];
}

/// <summary>How a sender's MT leave: to the callback, or pulled when there is none.</summary>
public sealed record SenderPlan(string Address, Uri? Callback = null, string? Secret = null);

public sealed record AgentAccess(string Id, string Username, TenantClient Client);

/// <summary>What a planned tenant became: ids and credentials.</summary>
public sealed class TenantAccess : IDisposable
{
    public required string Slug { get; init; }
    public required TenantClient Admin { get; init; }
    public required string ApiKey { get; init; }
    public required ImmutableArray<string> Queues { get; init; }
    public required ImmutableArray<AgentAccess> Agents { get; init; }
    public required ImmutableArray<SenderPlan> Senders { get; init; }

    public void Dispose()
    {
        Admin.Dispose();
        foreach (var agent in Agents) agent.Client.Dispose();
    }
}

/// <summary>Carries a <see cref="TenantPlan"/> out with the calls an operator and an admin would make.</summary>
public static class TenantSetup
{
    private const string Password = "correct-horse-1";

    public static async Task<TenantAccess> Create(Uri url, string platformKey, TenantPlan plan)
    {
        using var platform = new TenantClient(url, platformKey);
        await platform.Post("/v1/platform/tenants", new
        {
            slug = plan.Slug,
            name = plan.Slug,
            timeZone = "Europe/Madrid",
            language = "es",
            seats = Math.Max(1, plan.Agents),
            liveChat = true,
            admin = new
            {
                username = "ana",
                displayName = "Ana",
                email = $"ana@{plan.Slug}.test",
                password = Password,
            },
        });
        var admin = await TenantClient.SignIn(url, plan.Slug, "ana", Password);
        await admin.Patch("/v1/settings/livechat", new
        {
            conversationsPerAgent = plan.ConversationsPerAgent,
            waitingPerOnlineAgent = plan.WaitingPerOnlineAgent,
            waitingWithNobodyOnline = plan.WaitingWithNobodyOnline,
        });
        if (!plan.Phrases)
        {
            await admin.Patch(
                "/v1/settings/phrases", new { es = new { waiting = "", assigned = "", closed = "" } });
        }

        var agents = await CreateAgents(url, admin, plan);
        var queues = await CreateQueues(admin, plan, agents);
        foreach (var (index, sender) in plan.Senders.Index())
            await CreateSender(admin, sender, queues[Math.Min(index, queues.Length - 1)]);
        var key = await admin.Post("/v1/api-keys", new
        {
            name = "adapter",
            scopes = new[] { "mo:write", "mt:read", "dlr:write", "conversations:read", "admin:read" },
        });
        return new TenantAccess
        {
            Slug = plan.Slug,
            Admin = admin,
            ApiKey = (string)key["key"]!,
            Queues = queues,
            Agents = agents,
            Senders = plan.Senders,
        };
    }

    private static async Task<ImmutableArray<AgentAccess>> CreateAgents(Uri url, TenantClient admin, TenantPlan plan)
    {
        var agents = new AgentAccess[plan.Agents];
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = 4 };
        await Parallel.ForAsync(0, plan.Agents, atOnce, async (index, _) =>
        {
            var username = $"agent{index:000}";
            var made = await admin.Post(
                "/v1/agents", new { username, displayName = $"Agent {index}", password = Password });
            var session = await TenantClient.SignIn(url, plan.Slug, username, Password);
            agents[index] = new AgentAccess((string)made["id"]!, username, session);
        });
        return [.. agents];
    }

    private static async Task<ImmutableArray<string>> CreateQueues(
        TenantClient admin, TenantPlan plan, ImmutableArray<AgentAccess> agents)
    {
        var queues = ImmutableArray.CreateBuilder<string>();
        foreach (var (index, members) in plan.Queues.Index())
        {
            var made = await admin.Post("/v1/queues", new
            {
                name = $"Queue {index}",
                strategy = plan.Strategy,
                mode = "auto",
                agents = agents[members].Select(agent => agent.Id).ToArray(),
            });
            queues.Add((string)made["id"]!);
        }
        return queues.ToImmutable();
    }

    private static Task CreateSender(TenantClient admin, SenderPlan sender, string queue)
    {
        object delivery = sender.Callback is null
            ? new { kind = "pull" }
            : new { kind = "callback", url = sender.Callback, secret = sender.Secret };
        return admin.Post("/v1/senders", new
        {
            address = sender.Address,
            channel = "sms",
            mode = "exclusive",
            queueId = queue,
            delivery,
        });
    }
}
