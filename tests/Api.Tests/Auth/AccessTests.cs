using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Auth;

[Collection(ServerCollection.Name)]
public sealed class AccessTests(TestServer server)
{
    [Fact]
    public async Task No_call_but_sign_in_registration_hooks_and_pictures_answers_without_valid_credentials()
    {
        var calls = await ClosedCalls();
        Assert.True(calls.Count >= 40, $"Only {calls.Count} calls are described.");
        foreach (var credential in (string?[])[null, "lcs_made-up", "lck_made-up", "lcp_made-up", "made-up"])
        {
            var client = server.With(credential);
            foreach (var (method, path) in calls)
            {
                var refused = await client.Send(method, path, null);
                Assert.True(refused.Status == 401, $"{method} {path} with {credential}: {refused.Status}");
                Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.ToString());
                refused.Refuses(401, "unauthorized");
            }
        }
    }

    [Theory]
    [InlineData("Basic YW5hOmNvcnJlY3Q=")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Token lcs_x")]
    public async Task Another_kind_of_credentials_is_none(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/me");
        request.Headers.TryAddWithoutValidation("Authorization", header);
        using var answer = await server.Anonymous.Http.SendAsync(request);
        Assert.Equal(401, (int)answer.StatusCode);
    }

    [Fact]
    public async Task The_scheme_is_read_in_any_case_and_an_endless_token_is_refused()
    {
        var tenant = await TestTenant.Create(server);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/me");
        request.Headers.TryAddWithoutValidation("Authorization", $"bearer {tenant.Admin.Credential}");
        using var answer = await server.Anonymous.Http.SendAsync(request);
        Assert.Equal(200, (int)answer.StatusCode);
        (await server.With($"lcs_{new string('x', 5000)}").Get("/v1/me")).Refuses(401, "unauthorized");
    }

    [Fact]
    public async Task The_platform_key_opens_the_platform_and_nothing_else()
    {
        var tenant = await TestTenant.Create(server);
        Assert.Equal("member", Missing(await server.Platform.Get("/v1/me")));
        Assert.Equal("manageTeam", Missing(await server.Platform.Get("/v1/agents")));
        foreach (var client in (ApiClient[])[tenant.Admin, tenant.Adapter])
        {
            Assert.Equal("platform", Missing(await client.Get("/v1/platform/tenants")));
            Assert.Equal(
                "platform", Missing(await client.Patch($"/v1/platform/tenants/{tenant.Slug}", new { seats = 1000 })));
        }
    }

    [Fact]
    public async Task An_agent_administers_nothing_and_a_supervisor_reads()
    {
        var tenant = await TestTenant.Create(server);
        var (agent, supervisor) = (await tenant.Agent("maria"), await tenant.Agent("luis", "supervisor"));
        var queue = await tenant.Queue("Support");
        foreach (var read in (string[])["/v1/agents", "/v1/queues", $"/v1/queues/{queue}", "/v1/settings/livechat"])
        {
            Assert.Equal("manageTeam", Missing(await agent.Client.Get(read)));
            (await supervisor.Client.Get(read)).Expect(200);
        }

        foreach (var client in (ApiClient[])[agent.Client, supervisor.Client])
        {
            Assert.Equal("manageTeam", Missing(await client.Post("/v1/agents", new { })));
            Assert.Equal("manageTeam", Missing(await client.Patch($"/v1/agents/{agent.Id}", new { role = "admin" })));
            Assert.Equal(
                "manageTeam", Missing(await client.Post("/v1/agents:delete", new { ids = new[] { agent.Id } })));
            Assert.Equal("manageTeam", Missing(await client.Post("/v1/queues", new { name = "x" })));
            Assert.Equal("manageTeam", Missing(await client.Delete($"/v1/queues/{queue}")));
            Assert.Equal("manageTeam", Missing(await client.Get("/v1/senders")));
            Assert.Equal("manageTeam", Missing(await client.Patch("/v1/settings/livechat", new { })));
            Assert.Equal("accessApiKeys", Missing(await client.Get("/v1/api-keys")));
        }
    }

    [Fact]
    public async Task An_agent_with_the_role_of_an_admin_administers_and_loses_it_at_once_with_the_role()
    {
        var tenant = await TestTenant.Create(server);
        var maria = await tenant.Agent("maria", "admin");
        (await maria.Client.Get("/v1/agents")).Expect(200);
        (await tenant.Admin.Patch($"/v1/agents/{maria.Id}", new { role = "agent" })).Expect(200);
        Assert.Equal("manageTeam", Missing(await maria.Client.Get("/v1/agents")));
        var me = (await maria.Client.Get("/v1/me")).Expect(200);
        Assert.Equal("agent", (string)me["role"]!);
        Assert.Equal(["replyInInbox", "agentWorkspace"], me["permissions"]!.AsArray().Select(it => (string)it!));
    }

    [Fact]
    public async Task A_member_without_a_seat_has_no_agents_workspace()
    {
        var tenant = await TestTenant.Create(server);
        Assert.Equal("agentWorkspace", Missing(await tenant.Admin.Get("/v1/me/stream")));
    }

    [Fact]
    public async Task Who_may_not_call_is_told_so_before_the_body_is_read()
    {
        var tenant = await TestTenant.Create(server);
        (await server.Anonymous.Raw(HttpMethod.Post, "/v1/agents", "{")).Refuses(401, "unauthorized");
        (await server.With("lck_x").Raw(HttpMethod.Post, "/v1/mo", "{")).Refuses(401, "unauthorized");
        (await tenant.Adapter.Raw(HttpMethod.Post, "/v1/agents", "{")).Refuses(403, "forbidden");
    }

    /// <summary>
    /// Every call that is described, but sign-in, registration and hooks, which see to it alone, and pictures, which
    /// are for whoever has their address.
    /// </summary>
    private async Task<List<(HttpMethod Method, string Path)>> ClosedCalls()
    {
        var document = (await server.Anonymous.Get("/openapi/v1.json")).Expect(200).Json;
        return
        [
            .. from path in document["paths"]!.AsObject()
               where path.Key.StartsWith("/v1/", StringComparison.Ordinal)
                   && !path.Key.StartsWith("/v1/hooks/", StringComparison.Ordinal)
                   && !path.Key.StartsWith("/v1/registration", StringComparison.Ordinal)
                   && !path.Key.StartsWith("/v1/avatars/", StringComparison.Ordinal)
               from call in path.Value!.AsObject()
               where (path.Key, call.Key) != ("/v1/sessions", "post")
               select (HttpMethod.Parse(call.Key.ToUpperInvariant()), path.Key.Replace('{', 'x').Replace('}', 'x')),
        ];
    }

    private static string Missing(ApiAnswer answer) => (string)answer.Refuses(403, "forbidden")["permission"]!;
}
