using System.Globalization;
using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Administration;
using LiveChat.Api.Tests.Problems;
using LiveChat.Api.Tests.Support;
using LiveChat.Outside;

namespace LiveChat.Api.Tests.Danger;

[Collection(ServerCollection.Name)]
public class DeleteTenantTests(TestServer server)
{
    private const string Password = "correct-horse-1";
    private const string Contact = "+34600999111";
    private static readonly TimeSpan DoneMax = TimeSpan.FromSeconds(30);
    private static int _made;

    [SkippableFact]
    public async Task Of_a_deleted_tenant_nothing_stays_and_nobody_gets_in()
    {
        var stage = await Stage.Set(server);
        await using var stream = await stage.Agent.Online();
        var conversation = (string)(await stage.Mo("xylophone-nebula-77")).Expect(202)["conversationId"]!;
        await stream.Until("assigned");
        (await stage.Agent.Client.Post($"/v1/conversations/{conversation}/messages", new { text = "quixotic-answer" }))
            .Expect(201);
        foreach (var trace in (string[])["xylophone-nebula-77", stage.Name, Contact, "zebu-portrait"])
            Assert.True(await server.Holds(trace), $"'{trace}' is not in the database.");
        var picture = AvatarTests.PathOf(
            (string)(await stage.Admin.Get("/v1/settings/bot")).Expect(200)["avatarUrl"]!);

        const string Delete = "/v1/danger/delete-tenant";
        (await stage.Admin.Post(Delete, new { confirm = "something else" })).RefusesFields("confirm");
        var order = (await stage.Admin.Post(Delete, new { confirm = stage.Name })).Expect(202);
        await stream.Ended();
        await stage.IsShut(conversation);
        (await server.Anonymous.Get(picture)).Refuses(404, "not-found");
        await Done(order.Id);

        foreach (var trace in stage.Traces)
            Assert.False(await server.Holds(trace), $"'{trace}' is still in the database.");
        await stage.IsShut(conversation);
        var again = await Stage.Set(server, stage);
        Assert.Empty((await again.Admin.Get("/v1/conversations")).Expect(200).Items);
        var unsent = await again.Key.Get($"/v1/mt?sender={Uri.EscapeDataString(again.Sender)}&waitSeconds=0");
        Assert.Empty(unsent.Expect(200).Items);

        var log = (await server.Platform.Get("/v1/platform/audit?action=tenant.deleted&limit=1")).Expect(200).Items[0]!;
        Assert.Equal("system", (string)log["actor"]!["kind"]!);
        Assert.True((long)log["after"]!["auditRows"]! > 5);
        var chains = await server.VerifyAudit();
        Assert.NotEmpty(chains);
        Assert.All(chains, it => Assert.Empty(it.Findings));
    }

    [SkippableFact]
    public async Task The_operator_deletes_with_the_name_too_and_sees_how_far_it_is()
    {
        var tenant = await TestTenant.Create(server);
        var path = $"/v1/platform/tenants/{tenant.Slug}";
        (await server.Platform.Delete(path)).RefusesFields("confirm");
        (await server.Platform.Delete($"{path}?confirm=nonsense")).RefusesFields("confirm");
        (await tenant.Admin.Delete($"{path}?confirm={tenant.Slug}")).Refuses(403, "forbidden");
        (await server.Platform.Delete("/v1/platform/tenants/no-such-tenant?confirm=x")).Refuses(404, "not-found");
        var order = (await server.Platform.Delete($"{path}?confirm={tenant.Slug}")).Expect(202);
        Assert.Equal("deleteTenant", (string)order["kind"]!);
        (await server.Platform.Delete($"{path}?confirm={tenant.Slug}")).Refuses(404, "not-found");
        (await server.Platform.Get(path)).Refuses(404, "not-found");
        (await tenant.Admin.Get($"/v1/danger/{order.Id}")).Refuses(401, "unauthorized");
        var done = await Done(order.Id);
        Assert.True((long)done["erased"]! > 0);
        Assert.NotNull(done["finishedAt"]);
        (await server.Platform.Get("/v1/platform/danger/nonsense")).Refuses(404, "not-found");
    }

    [SkippableFact]
    public async Task Only_admins_give_dangerous_orders_and_never_a_key()
    {
        var tenant = await TestTenant.Create(server);
        var supervisor = await tenant.Agent("sofia", "supervisor");
        foreach (var order in (string[])["delete-tenant", "clear-history", "reset-knowledge-base", "pause-bots"])
        {
            var (path, body) = ($"/v1/danger/{order}", new { confirm = tenant.Slug });
            (await supervisor.Client.Post(path, body)).Refuses(403, "forbidden");
            (await tenant.Adapter.Post(path, body)).Refuses(403, "forbidden");
            (await server.Anonymous.Post(path, body)).Refuses(401, "unauthorized");
            (await tenant.Admin.Post(path, new { confirm = $"{tenant.Slug} " })).RefusesFields("confirm");
            (await tenant.Admin.Post(path, new { })).RefusesFields("confirm");
        }

        (await tenant.Admin.Get("/v1/me")).Expect(200);
    }

    [Fact]
    public async Task Where_there_is_no_knowledge_base_one_is_told_so()
    {
        var tenant = await TestTenant.Create(server);
        (await tenant.Admin.Post("/v1/danger/reset-knowledge-base", new { confirm = tenant.Slug }))
            .Refuses(422, "not-available");
    }

    private async Task<ApiAnswer> Done(string id)
    {
        ApiAnswer? answer = null;
        await Poll.Until("the order is carried out", DoneMax, async () =>
        {
            answer = (await server.Platform.Get($"/v1/platform/danger/{id}")).Expect(200);
            return (string)answer["state"]! == "done";
        });
        return answer!;
    }

    /// <summary>A tenant whose every name can be told from all others.</summary>
    private sealed record Stage(
        TestServer Server, string Id, string Slug, string Name, ApiClient Admin, TestAgent Agent, ApiClient Key,
        string Sender, string Link)
    {
        public string[] Traces =>
        [
            Slug, Name, Sender, Contact, "xylophone-nebula-77", "quixotic-answer", "Quetzalcoatl", "quetzal-agent",
            "quetzal@zyx.example", "Quokka queue", "zircon-key", "Zyx Holdings", "zebra-phrase", "zinnia-label",
            "zebu-portrait", "quillon@zyx.example", "Zsigmond",
        ];

        public Task<ApiAnswer> Mo(string text) => Key.Post("/v1/mo", new
        {
            channel = "sms",
            sender = Sender,
            from = Contact,
            id = "m-1",
            text,
        });

        public static async Task<Stage> Set(TestServer server, Stage? former = null)
        {
            var number = former is null ? Interlocked.Increment(ref _made) : 0;
            var slug = former?.Slug ?? string.Create(CultureInfo.InvariantCulture, $"zyxwvut-{number}");
            var name = former?.Name ?? $"Zyxwvut Traders {number}";
            var made = (await server.Platform.Post("/v1/platform/tenants", new
            {
                slug,
                name,
                seats = 5,
                admin = new { username = "ana", displayName = "Quetzalcoatl A.", password = Password },
            })).Expect(201);
            var admin = server.With((string)(await SignIn(server, slug, "ana")).Expect(201)["token"]!);
            var agent = (await admin.Post("/v1/agents", new
            {
                username = "quetzal-agent",
                displayName = "Quetzalcoatl",
                email = "quetzal@zyx.example",
                password = Password,
            })).Expect(201);
            var queue = (await admin.Post("/v1/queues", new
            {
                name = "Quokka queue",
                strategy = "longestIdle",
                agents = new[] { agent.Id },
            })).Expect(201);
            var sender = former?.Sender ?? "+34911999222";
            (await admin.Post("/v1/senders", new
            {
                address = sender,
                channel = "sms",
                mode = "exclusive",
                queueId = queue.Id,
                delivery = new { kind = "pull" },
            })).Expect(201);
            (await admin.Put("/v1/settings/organisation", new { legalName = "Zyx Holdings" })).Expect(200);
            (await admin.Patch("/v1/settings/phrases", new { en = new { closed = "zebra-phrase" } })).Expect(200);
            await Portrait(admin);
            (await admin.Post("/v1/labels", new { name = "zinnia-label" })).Expect(201);
            var invited = (await admin.Invite(new { name = "Zsigmond", email = "quillon@zyx.example" })).Expect(201);
            await SteppedCodes.Of(await admin.Post("/v1/me/totp")).Confirm(admin);
            var key = (await admin.Post("/v1/api-keys", new
            {
                name = "zircon-key",
                scopes = new[] { "mo:write", "mt:read", "conversations:read" },
            })).Expect(201);
            var session = (await SignIn(server, slug, "quetzal-agent")).Expect(201);
            return new Stage(
                server, made.Id, slug, name, admin,
                new TestAgent(agent.Id, "quetzal-agent", server.With((string)session["token"]!)),
                server.With((string)key["key"]!), sender,
                InvitationSteps.TokenOf((string)invited.Items[0]!["link"]!));
        }

        /// <summary>Every credential of old is refused, whatever is asked, and nobody signs in.</summary>
        public async Task IsShut(string conversation)
        {
            var document = (await Server.Anonymous.Get("/openapi/v1.json")).Expect(200).Json;
            var guarded = Operation.All(document)
                .Where(it => it.Node["security"] is JsonArray { Count: > 0 } && !it.Path.Contains("/platform/"))
                .ToList();
            Assert.True(guarded.Count > 90, $"Only {guarded.Count} calls are asked.");
            foreach (var operation in guarded)
            {
                var path = Operation.Concrete(operation.Path, conversation);
                foreach (var client in (ApiClient[])[Admin, Agent.Client, Key])
                {
                    var answer = operation.BodySchema is null
                        ? await client.Send(operation.Method, path, null)
                        : await client.Raw(operation.Method, path, operation.ExampleBody);
                    Assert.True(answer.Status == 401, $"{operation.Name}: {answer.Status} {answer.Text}");
                }
            }

            (await Mo("late")).Refuses(401, "unauthorized");
            (await Server.With(Link).Get("/v1/registration")).Refuses(404, "not-found");
            (await Server.Anonymous.Register(Link)).Refuses(404, "not-found");
            await IsNamedNowhere();
        }

        /// <summary>Neither under its name nor under the one that its row has until it is erased.</summary>
        private async Task IsNamedNowhere()
        {
            foreach (var slug in (string[])[Slug, $"deleted-{Id}"])
            {
                (await SignIn(Server, slug, "ana")).Refuses(401, "credentials");
                var path = $"/v1/platform/tenants/{slug}";
                (await Server.Platform.Get(path)).Refuses(404, "not-found");
                (await Server.Platform.Patch(path, new { liveChat = true })).Refuses(404, "not-found");
                (await Server.Platform.Delete($"{path}?confirm={Uri.EscapeDataString(Name)}"))
                    .Refuses(404, "not-found");
                var people = new { people = new[] { new { name = "x", email = "x@acme.test" } } };
                (await Server.Platform.Post($"{path}/agents", people)).Refuses(404, "not-found");
            }

            var listed = (await Server.Platform.Get("/v1/platform/tenants?limit=200")).Expect(200).Text;
            Assert.DoesNotContain(Id, listed, StringComparison.Ordinal);
        }

        /// <summary>So large that the database keeps it in pages of its own.</summary>
        private static async Task Portrait(ApiClient admin)
        {
            var picture = AvatarTests.Png(64, 64, bytes: 20_000);
            "zebu-portrait"u8.CopyTo(picture.AsSpan(19_000));
            (await AvatarTests.Put(admin, picture)).Expect(200);
        }

        private static Task<ApiAnswer> SignIn(TestServer server, string tenant, string login) =>
            server.Anonymous.Post("/v1/sessions", new { tenant, login, password = Password });
    }
}

[Collection(PostgresCollection.Name)]
public sealed class DeleteTenantOnPostgres(PostgresApiServer server) : DeleteTenantTests(server.OrSkip());
