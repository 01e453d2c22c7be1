using System.Globalization;

namespace LiveChat.Api.Tests.Support;

/// <summary>A tenant made for one test, with an admin, and a key for its adapter.</summary>
public sealed class TestTenant
{
    private const string Password = "correct-horse-1";
    private static int _made;

    private readonly TestServer _server;
    private int _messages;

    private TestTenant(TestServer server, string slug, ApiClient admin, ApiClient adapter)
    {
        _server = server;
        Slug = slug;
        Admin = admin;
        Adapter = adapter;
    }

    public string Slug { get; }

    public ApiClient Admin { get; }

    /// <summary>A key with every scope.</summary>
    public ApiClient Adapter { get; }

    /// <param name="server">The server.</param>
    /// <param name="liveChat">Whether live chat is on.</param>
    /// <param name="phrases">
    /// Whether contacts are told what happens, as by default; otherwise only what ends their conversation.
    /// </param>
    public static async Task<TestTenant> Create(TestServer server, bool liveChat = true, bool phrases = false)
    {
        var number = Interlocked.Increment(ref _made);
        var slug = string.Create(CultureInfo.InvariantCulture, $"tenant-{number}");
        (await server.Platform.Post("/v1/platform/tenants", new
        {
            slug,
            name = slug,
            timeZone = "Europe/Madrid",
            language = "es",
            seats = 20,
            liveChat,
            admin = new { username = "ana", displayName = "Ana", email = "ana@acme.test", password = Password },
        })).Expect(201);
        var admin = await SignIn(server, slug, "ana");
        if (!phrases)
        {
            var silent = new { waiting = "", assigned = "", transferred = "", closed = "" };
            (await admin.Patch("/v1/settings/phrases", new { es = silent })).Expect(200);
        }

        var key = (await admin.Post("/v1/api-keys", new
        {
            name = "adapter",
            scopes = new[]
            {
                "mo:write", "mt:read", "dlr:write", "conversations:read", "conversations:write", "admin:read",
            },
        })).Expect(201);
        return new TestTenant(server, slug, admin, server.With((string)key["key"]!));
    }

    /// <summary>Changes capacity settings of the tenant.</summary>
    public async Task Set(object settings) => (await Admin.Patch("/v1/settings/livechat", settings)).Expect(200);

    public async Task<TestAgent> Agent(
        string username, string role = "agent", bool showFullPhone = true, int? maxConcurrentSessions = null)
    {
        var made = (await Admin.Post("/v1/agents", new
        {
            username,
            displayName = username.ToUpperInvariant(),
            password = Password,
            role,
            showFullPhone,
            maxConcurrentSessions,
        })).Expect(201);
        return new TestAgent(made.Id, username, await SignIn(_server, Slug, username));
    }

    /// <summary>A new questionnaire of one question or more, in the tenant's language.</summary>
    public async Task<ApiAnswer> Questionnaire(string purpose, params object[] questions) =>
        (await Admin.Post("/v1/questionnaires", new
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{purpose} {Interlocked.Increment(ref _made)}"),
            purpose,
            questions = questions.Length > 0
                ? questions
                : [new { key = "why", kind = "text", texts = new { es = "Por qué" } }],
        })).Expect(201);

    /// <summary>A queue's id.</summary>
    public Task<string> Queue(string name, params TestAgent[] agents) => Queue(name, "auto", agents);

    public async Task<string> Queue(string name, string mode, params TestAgent[] agents) =>
        (await Admin.Post("/v1/queues", new
        {
            name,
            strategy = "longestIdle",
            mode,
            agents = agents.Select(it => it.Id).ToArray(),
        })).Expect(201).Id;

    /// <summary>The address of a new sender of that queue, unique in the installation.</summary>
    public async Task<string> Sender(string queueId, string channel = "sms")
    {
        var number = Interlocked.Increment(ref _made);
        var address = string.Create(CultureInfo.InvariantCulture, $"+349{number:00000000}");
        (await Admin.Post("/v1/senders", new
        {
            address,
            channel,
            mode = "exclusive",
            queueId,
            delivery = new { kind = "pull" },
        })).Expect(201);
        return address;
    }

    /// <summary>An MO with an id of its own unless one is given.</summary>
    public Task<ApiAnswer> Mo(string sender, string from, string text = "hola", string? id = null) =>
        Adapter.Post("/v1/mo", new { channel = "sms", sender, from, id = id ?? NextMessageId(), text });

    public string NextMessageId() =>
        string.Create(CultureInfo.InvariantCulture, $"m-{Interlocked.Increment(ref _messages)}");

    private static async Task<ApiClient> SignIn(TestServer server, string tenant, string login)
    {
        var session = await server.Anonymous.Post("/v1/sessions", new { tenant, login, password = Password });
        return server.With((string)session.Expect(201)["token"]!);
    }
}

/// <summary>An agent with a session.</summary>
public sealed record TestAgent(string Id, string Username, ApiClient Client)
{
    public Task<StreamClient> Open(string? lastEventId = null) => StreamClient.Open(Client, lastEventId);

    /// <summary>Opens a stream and takes its snapshot.</summary>
    public async Task<StreamClient> Online()
    {
        var stream = await Open();
        await stream.Next("snapshot");
        return stream;
    }
}
