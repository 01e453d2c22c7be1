using System.Collections.Concurrent;
using System.Text.Json;
using LiveChat.Api.Auth;
using LiveChat.Api.Tests.Problems;
using LiveChat.Api.Tests.Support;
using LiveChat.Core.Access;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Tests.Auth;

/// <summary>
/// docs/permissions.md is the truth of who may call what: the code must have the same table, and the running server
/// must answer everybody as the table says.
/// </summary>
[Collection(ServerCollection.Name)]
public sealed class PermissionTableTests(TestServer server)
{
    private const string Update = "LIVECHAT_UPDATE_DOCS";
    private const int CallsAtOnce = 4;

    private static readonly (Role Role, bool HasSeat)[] Members =
        [.. Enum.GetValues<Role>().SelectMany(role => new[] { (role, true), (role, false) })];

    [Fact]
    public void The_document_has_every_call_as_the_code_has_it()
    {
        var rows = AccessTable.Of(server.Endpoints);
        Assert.True(rows.Count > 80, $"Only {rows.Count} calls are mapped.");
        if (Environment.GetEnvironmentVariable(Update) is "1") AccessTable.Write(rows);
        var expected = rows.Select(it => it.ToString());
        var found = AccessTable.Documented().Select(it => it.ToString());
        Assert.True(
            expected.SequenceEqual(found),
            $"docs/permissions.md is behind the code; run this test with {Update}=1 and look at what it changes:\n"
            + string.Join('\n', expected.Except(found).Select(it => $"+ {it}")
                .Concat(found.Except(expected).Select(it => $"- {it}"))));
    }

    [Fact]
    public void The_document_has_the_default_of_every_cell_of_the_matrix()
    {
        foreach (var permission in RoleRules.Columns)
        {
            var cells = Enum.GetValues<Role>().Select(role => new RoleRules().Has(role, permission) ? "yes" : "–");
            var row = $"| `{PermissionNames.Of(permission)}` | {string.Join(" | ", cells)} |";
            Assert.Contains(
                File.ReadLines(AccessTable.DocumentPath), it => it.StartsWith(row, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_server_answers_every_role_key_and_stranger_as_the_document_says()
    {
        var rows = AccessTable.Documented();
        var tenant = await TestTenant.Create(server);
        await using var door = await BackDoor.Open(server);
        var tokens = await door.Members(tenant.Slug, [.. rows.SelectMany(_ => Members)]);
        var keys = await Keys(tenant);
        var faults = new ConcurrentBag<string>();
        var some = new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce };
        await Parallel.ForEachAsync(rows.Index(), some, async (it, _) =>
        {
            var (index, row) = it;
            for (var i = 0; i < Members.Length; i++)
            {
                var (role, hasSeat) = Members[i];
                var token = tokens[index * Members.Length + i];
                var who = $"{role}, {(hasSeat ? "seat" : "no seat")}";
                await Expect(row, token, row.LetsIn(role, hasSeat), who, faults);
            }

            foreach (var (scope, key) in keys) await Expect(row, key, row.LetsInKey(scope), scope, faults);
            var isOpen = row.Needs == AccessRow.Anyone;
            await Expect(row, TestServer.PlatformKey, isOpen || row.Needs == AccessRow.Platform, "platform", faults);
            await Expect(row, null, isOpen, "nobody", faults);
        });
        Assert.Empty(faults);
    }

    /// <summary>One key for each scope.</summary>
    private static async Task<(string Scope, string Key)[]> Keys(TestTenant tenant)
    {
        var keys = new List<(string, string)>();
        foreach (var scope in Scopes.All)
        {
            var made = await tenant.Admin.Post("/v1/api-keys", new { name = scope, scopes = new[] { scope } });
            keys.Add((scope, (string)made.Expect(201)["key"]!));
        }

        return [.. keys];
    }

    /// <summary>Without a body and with ids that name nothing: who is let in does no harm.</summary>
    private async Task Expect(
        AccessRow row, string? credential, bool mayCall, string who, ConcurrentBag<string> faults)
    {
        var client = server.With(credential);
        using var request = client.Request(row.Method, Operation.Concrete(row.Path));
        using var answer = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var refused = (int)answer.StatusCode is 401 or 403 ? await CodeOf(answer) : null;
        var expected = mayCall ? null : credential is null ? "unauthorized" : "forbidden";
        if (refused is "unauthorized" or "forbidden" ? refused != expected : expected is not null)
        {
            var wanted = expected ?? "to be let in";
            faults.Add($"{row.Call} by {who}: {(int)answer.StatusCode} {refused}, expected {wanted}");
        }
    }

    private static async Task<string?> CodeOf(HttpResponseMessage answer)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json") return null;
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("code").GetString();
    }
}
