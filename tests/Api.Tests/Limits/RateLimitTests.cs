using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Limits;

/// <summary>A server with narrow limits; a bucket gives little more than its burst while a test runs.</summary>
public sealed class NarrowServer : TestServer
{
    public const int KeyBurst = 8;
    public const int TenantBurst = 60;
    public const int IntakeBurst = 4;
    public const int AddressBurst = 30;

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["LiveChat:RateLimits:Key:PerSecond"] = "1",
        ["LiveChat:RateLimits:Key:Burst"] = $"{KeyBurst}",
        ["LiveChat:RateLimits:Tenant:PerSecond"] = "1",
        ["LiveChat:RateLimits:Tenant:Burst"] = $"{TenantBurst}",
        ["LiveChat:RateLimits:Intake:PerSecond"] = "1",
        ["LiveChat:RateLimits:Intake:Burst"] = $"{IntakeBurst}",
        ["LiveChat:RateLimits:Address:PerSecond"] = "1",
        ["LiveChat:RateLimits:Address:Burst"] = $"{AddressBurst}",
        ["LiveChat:TrustedProxies"] = "127.0.0.1",
    };
}

[Collection(ServerCollection.Name)]
public sealed class RateLimitTests(TestServer wide, NarrowServer narrow) : IClassFixture<NarrowServer>
{
    [Fact]
    public async Task A_key_that_asks_too_much_is_told_when_to_come_again_and_no_other_is()
    {
        var (tenant, other) = (await TestTenant.Create(narrow), await TestTenant.Create(narrow));
        var first = (await tenant.Adapter.Get("/v1/conversations")).Expect(200);
        Assert.Equal(
            $"\"key\";q={NarrowServer.KeyBurst};w={NarrowServer.KeyBurst}, "
            + $"\"tenant\";q={NarrowServer.TenantBurst};w={NarrowServer.TenantBurst}",
            Header(first, "RateLimit-Policy"));
        Assert.Matches("""^"key";r=\d+;t=\d+, "tenant";r=\d+;t=\d+$""", Header(first, "RateLimit"));

        var refused = (await UntilRefused(() => tenant.Adapter.Get("/v1/conversations"))).Refuses(429, "rate-limited");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, NarrowServer.KeyBurst);
        Assert.StartsWith("\"key\";r=0;", Header(refused, "RateLimit"));
        (await other.Adapter.Get("/v1/conversations")).Expect(200);
        (await tenant.Admin.Get("/v1/me")).Expect(200);
        Assert.StartsWith("\"tenant\";", Header(await tenant.Admin.Get("/v1/me"), "RateLimit"));
        (await tenant.Mo("+34900000000", "+34600000001")).Refuses(404, "sender-unknown");
    }

    [Fact]
    public async Task Members_of_a_tenant_share_its_limit()
    {
        var (tenant, other) = (await TestTenant.Create(narrow), await TestTenant.Create(narrow));
        (await UntilRefused(() => tenant.Admin.Get("/v1/me"))).Refuses(429, "rate-limited");
        (await UntilRefused(() => tenant.Adapter.Get("/v1/conversations"))).Refuses(429, "rate-limited");
        (await other.Admin.Get("/v1/me")).Expect(200);
    }

    [Fact]
    public async Task What_adapters_call_has_a_limit_of_its_own_where_one_is_set()
    {
        var tenant = await TestTenant.Create(narrow);
        var refused = await UntilRefused(() => tenant.Mo("+34900000000", "+34600000001"));
        refused.Refuses(429, "rate-limited");
        Assert.Equal(
            $"\"intake\";q={NarrowServer.IntakeBurst};w={NarrowServer.IntakeBurst}",
            Header(refused, "RateLimit-Policy"));
        (await tenant.Adapter.Get("/v1/conversations")).Expect(200);
    }

    [Fact]
    public async Task Who_tries_to_sign_in_is_limited_by_address_whatever_else_it_says()
    {
        var refused = await UntilRefused(() => From("203.0.113.7"));
        refused.Refuses(429, "rate-limited");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, NarrowServer.AddressBurst);
        Assert.StartsWith("\"address\";r=0;", Header(refused, "RateLimit"));
        (await From("203.0.113.8")).Refuses(422, "validation");

        (await UntilRefused(() => From("2001:db8:1:2::1"))).Refuses(429, "rate-limited");
        (await From("2001:db8:1:2:ffff::9")).Refuses(429, "rate-limited");
        (await From("2001:db8:1:3::1")).Refuses(422, "validation");

        Task<ApiAnswer> From(string address) =>
            narrow.Anonymous.Post("/v1/sessions", new { }, ("X-Forwarded-For", address));
    }

    [Fact]
    public async Task By_default_every_answer_tells_of_the_limits_of_its_key_and_tenant()
    {
        var desk = await wide.SharedDesk;
        var answer = (await desk.Tenant.Adapter.Get("/v1/conversations")).Expect(200);
        Assert.Equal("\"key\";q=10000;w=2, \"tenant\";q=40000;w=2", Header(answer, "RateLimit-Policy"));
    }

    private static string Header(ApiAnswer answer, string name) => answer.Headers.GetValues(name).Single();

    private static async Task<ApiAnswer> UntilRefused(Func<Task<ApiAnswer>> call)
    {
        for (var i = 0; i < 10 * NarrowServer.TenantBurst; i++)
        {
            if (await call() is { Status: 429 } refused) return refused;
        }

        throw new InvalidOperationException("Nothing was refused.");
    }
}
