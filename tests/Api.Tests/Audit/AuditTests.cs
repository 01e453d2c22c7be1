using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Audit;

[Collection(ServerCollection.Administration)]
public class AuditTests(TestServer server)
{
    [SkippableFact]
    public async Task What_a_member_changes_is_told_with_who_from_where_before_and_after()
    {
        var tenant = await TestTenant.Create(server);
        var queue = await tenant.Queue("Support");
        (await tenant.Admin.Patch($"/v1/queues/{queue}", new { name = "Sales" })).Expect(200);

        var row = (await tenant.Admin.Get("/v1/audit?limit=1")).Expect(200).Items[0]!;
        Assert.Equal("queue.changed", (string)row["action"]!);
        Assert.Equal("member", (string)row["actor"]!["kind"]!);
        Assert.Equal("Ana", (string)row["actor"]!["name"]!);
        Assert.Equal("127.0.0.1", (string)row["actor"]!["ip"]!);
        Assert.Equal(("queue", queue), ((string)row["target"]!["kind"]!, (string)row["target"]!["id"]!));
        Assert.Equal("""{"name":"Support"}""", row["before"]!.ToJsonString());
        Assert.Equal("""{"name":"Sales"}""", row["after"]!.ToJsonString());
        Assert.Equal(64, ((string)row["hash"]!).Length);
        Assert.Null(row["tenant"]);
    }

    [SkippableFact]
    public async Task What_a_key_changes_is_told_with_the_key()
    {
        var tenant = await TestTenant.Create(server);
        var order = new { name = "=importer", scopes = new[] { "admin:write" } };
        var key = (await tenant.Admin.Post("/v1/api-keys", order)).Expect(201);
        var queue = await server.With((string)key["key"]!).Post("/v1/queues", new { name = "Support" });
        queue.Expect(201);

        var row = (await tenant.Admin.Get($"/v1/audit?actor={key.Id}")).Expect(200).Items.Single()!;
        Assert.Equal(("key", "=importer"), ((string)row["actor"]!["kind"]!, (string)row["actor"]!["name"]!));
        Assert.Equal("queue.created", (string)row["action"]!);

        var csv = (await tenant.Admin.Get("/v1/audit/export?action=queue")).Expect(200);
        Assert.Equal("text/csv", csv.ContentType);
        var lines = csv.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("number,at,actor,actorId,actorName,ip,action,", lines[0]);
        Assert.Equal(2, lines.Length);
        Assert.Contains($",key,{key.Id},\"'=importer\",127.0.0.1,queue.created,queue,{queue.Id},", lines[1]);
        var exported = (await tenant.Admin.Get("/v1/audit?action=audit.exported")).Expect(200).Items.Single()!;
        Assert.Equal("""{"action":"queue"}""", exported["after"]!.ToJsonString());
    }

    [SkippableFact]
    public async Task Signing_in_and_out_and_failing_to_is_told()
    {
        var tenant = await TestTenant.Create(server);
        var bea = await tenant.Agent("bea");
        var wrong = new { tenant = tenant.Slug, login = "bea", password = "not-the-password" };
        (await server.Anonymous.Post("/v1/sessions", wrong)).Refuses(401, "credentials");
        (await server.Anonymous.Post("/v1/sessions", wrong with { login = "hunter2-typed-as-login" }))
            .Refuses(401, "credentials");
        (await bea.Client.Delete("/v1/sessions/current")).Expect(204);

        var log = (await tenant.Admin.Get("/v1/audit?action=session")).Expect(200);
        var rows = log.Items.Take(4).ToList();
        Assert.Equal(
            ["session.ended", "session.refused", "session.refused", "session.opened"],
            rows.Select(it => (string)it!["action"]!));
        Assert.Equal(bea.Id, (string)rows[0]!["actor"]!["id"]!);
        Assert.Equal(bea.Id, (string)rows[3]!["actor"]!["id"]!);
        Assert.Null(rows[1]!["target"]!["id"]);
        Assert.Equal(bea.Id, (string)rows[2]!["target"]!["id"]!);
        Assert.Equal("anonymous", (string)rows[2]!["actor"]!["kind"]!);
        Assert.DoesNotContain("hunter2", log.Text);
        Assert.DoesNotContain("not-the-password", log.Text);
    }

    [SkippableFact]
    public async Task The_log_is_narrowed_by_time_actor_action_and_target_and_read_in_parts()
    {
        var tenant = await TestTenant.Create(server);
        var queue = await tenant.Queue("Support");
        await tenant.Queue("Sales");
        var ana = (string)(await tenant.Admin.Get("/v1/me")).Expect(200)["id"]!;
        var all = await Read("");
        Assert.Equal(all.OrderByDescending(it => it.Number).Select(it => it.Number), all.Select(it => it.Number));
        Assert.Equal(Enumerable.Range(1, all.Count).Reverse().Select(it => (long)it), all.Select(it => it.Number));
        Assert.Equal(all.Where(it => it.Action is "queue.created"), await Read("action=queue"));
        Assert.Equal(all.Where(it => it.Action == "apiKey.created"), await Read("action=apiKey.created"));
        Assert.Equal(all.Where(it => it.Target == queue), await Read($"target=queue/{queue}"));
        Assert.Equal(2, (await Read("target=queue")).Count);
        Assert.Equal(all, await Read($"actor={ana}"));
        Assert.Empty(await Read("actor=system"));
        Assert.Empty(await Read("to=2020-01-01T00:00:00Z"));
        Assert.Equal(all, await Read("from=2020-01-01T00:00:00Z"));

        async Task<List<Row>> Read(string query)
        {
            var (rows, cursor) = (new List<Row>(), "");
            do
            {
                var part = (await tenant.Admin.Get($"/v1/audit?limit=3&{query}{cursor}")).Expect(200);
                rows.AddRange(part.Items.Select(Row.Of));
                cursor = part["next"] is { } next ? $"&cursor={next}" : "";
            }
            while (cursor.Length > 0);
            return rows;
        }
    }

    [SkippableFact]
    public async Task The_operators_doings_are_in_a_log_that_only_the_operator_reads()
    {
        var tenant = await TestTenant.Create(server);
        (await server.Platform.Patch($"/v1/platform/tenants/{tenant.Slug}", new { seats = 33 })).Expect(200);
        var path = $"/v1/platform/audit?tenant={tenant.Slug}";
        var rows = (await server.Platform.Get(path)).Expect(200).Items;
        Assert.Equal("""{"seats":33}""", rows[0]!["after"]!.ToJsonString());
        Assert.Equal(
            ["member.created", "tenant.changed", "tenant.created"], rows.Select(it => (string)it!["action"]!).Order());
        Assert.All(rows, it => Assert.Equal("platform", (string)it!["actor"]!["kind"]!));
        Assert.DoesNotContain("tenant.", (await tenant.Admin.Get("/v1/audit?target=tenant")).Expect(200).Text);
        Assert.Contains("tenant.changed", (await server.Platform.Get(
            $"/v1/platform/audit/export?tenant={tenant.Slug}")).Expect(200).Text);
        (await server.Platform.Get("/v1/platform/audit?tenant=no-such-tenant")).Refuses(404, "not-found");
        (await tenant.Admin.Get(path)).Refuses(403, "forbidden");
        (await server.Platform.Get("/v1/audit")).Refuses(403, "forbidden");
    }

    [SkippableFact]
    public async Task Who_may_not_manage_the_team_does_not_read_it_and_nobody_anothers()
    {
        var tenant = await TestTenant.Create(server);
        var other = await TestTenant.Create(server);
        var agent = await tenant.Agent("bea");
        await tenant.Queue("Secret plan");
        foreach (var path in (string[])["/v1/audit", "/v1/audit/export"])
        {
            (await agent.Client.Get(path)).Refuses(403, "forbidden");
            (await server.Anonymous.Get(path)).Refuses(401, "unauthorized");
            Assert.DoesNotContain("Secret plan", (await other.Admin.Get(path)).Expect(200).Text);
            Assert.Contains("Secret plan", (await tenant.Adapter.Get(path)).Expect(200).Text);
        }
    }

    [SkippableTheory]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=7", "to")]
    [InlineData("actor=", "actor")]
    [InlineData("action=", "action")]
    [InlineData("target=", "target")]
    [InlineData("limit=0", "limit")]
    [InlineData("cursor=nonsense", "cursor")]
    public async Task A_query_that_makes_no_sense_is_refused(string query, string field)
    {
        var desk = await server.SharedDesk;
        (await desk.Tenant.Admin.Get($"/v1/audit?{query}")).RefusesFields(field);
    }

    private sealed record Row(long Number, string Action, string? Target)
    {
        public static Row Of(JsonNode? row) =>
            new((long)row!["number"]!, (string)row["action"]!, (string?)row["target"]!["id"]);
    }
}

[Collection(PostgresCollection.Name)]
public sealed class AuditOnPostgres(PostgresApiServer server) : AuditTests(server.OrSkip());
