using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Limits;

/// <summary>What one tenant may bring: 429 for the one that brings too much, and for nobody else.</summary>
[Collection(ServerCollection.Name)]
public sealed class MessageLimitTests(TestServer wide, MeteredServer metered) : IClassFixture<MeteredServer>
{
    private const string Policy = "RateLimit-Policy";
    private const string Standing = "RateLimit";

    [Fact]
    public async Task A_tenant_that_brings_too_much_is_told_when_to_come_again_and_no_other_is()
    {
        var (flooding, quiet) = (await Ready.Of(metered), await Ready.Of(metered));
        var first = (await flooding.Mo()).Expect(202);
        Assert.Equal($"\"messages\";q={MeteredServer.Burst};w={MeteredServer.Burst}", Header(first, Policy));
        Assert.Equal($"\"messages\";r={MeteredServer.Burst - 1};t=1", Header(first, Standing));

        var refused = (await UntilRefused(flooding.Mo)).Refuses(429, "rate-limited");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 2);
        Assert.StartsWith("\"messages\";r=0;", Header(refused, Standing));
        (await quiet.Mo()).Expect(202);
        (await flooding.Tenant.Adapter.Get("/v1/conversations")).Expect(200);
    }

    [Fact]
    public async Task Keys_of_a_tenant_share_its_limit()
    {
        var flooding = await Ready.Of(metered);
        var made = await flooding.Tenant.Admin.Post(
            "/v1/api-keys", new { name = "another", scopes = (string[])["mo:write"] });
        var another = metered.With((string)made.Expect(201)["key"]!);
        await UntilRefused(flooding.Mo);
        (await UntilRefused(() => another.Post("/v1/mo", flooding.Message()))).Refuses(429, "rate-limited");
    }

    [Fact]
    public async Task One_too_many_is_refused_before_its_body_is_looked_at()
    {
        var flooding = await Ready.Of(metered);
        var refused = await UntilRefused(
            () => flooding.Tenant.Adapter.Raw(HttpMethod.Post, "/v1/mo", "this is no JSON at all"));
        refused.Refuses(429, "rate-limited");
    }

    [Fact]
    public async Task Each_message_of_a_batch_counts_and_a_batch_too_many_is_refused_whole()
    {
        var flooding = await Ready.Of(metered);
        var taken = await flooding.Batch(MeteredServer.Burst - 3);
        Assert.All(taken.Expect(202)["results"]!.AsArray(), it => Assert.NotNull(it!["conversationId"]));
        Assert.StartsWith("\"messages\";r=3;", Header(taken, Standing));

        (await flooding.Batch(MeteredServer.Burst)).Refuses(429, "rate-limited");
        var kept = (await flooding.Tenant.Adapter.Get("/v1/conversations")).Expect(200);
        Assert.Equal(MeteredServer.Burst - 3, kept.Items.Count);
    }

    [Theory]
    [InlineData(MeteredServer.Burst)]
    [InlineData(MeteredServer.Burst + 1)]
    [InlineData(3 * MeteredServer.Burst)]
    public async Task A_batch_as_large_as_the_bucket_or_larger_is_taken_and_what_comes_next_waits_for_it(int count)
    {
        var tenant = await Ready.Of(metered);
        var taken = (await tenant.Batch(count)).Expect(202);
        Assert.All(taken["results"]!.AsArray(), it => Assert.NotNull(it!["conversationId"]));
        Assert.Matches($"^\"messages\";r=0;t=({count}|{count - 1})$", Header(taken, Standing));

        var refused = await UntilRefused(tenant.Mo);
        var wait = refused.Refuses(429, "rate-limited").Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        Assert.InRange(wait, 1, count - MeteredServer.Burst + 1);
        if (count > 2 * MeteredServer.Burst)
        {
            Assert.InRange(wait, count - 2 * MeteredServer.Burst, count);
            (await tenant.Batch(count)).Refuses(429, "rate-limited");
        }

        (await metered.Platform.Patch(
            $"/v1/platform/tenants/{tenant.Tenant.Slug}", new { messagesPerSecond = 1_000 })).Expect(200);
        (await tenant.Batch(count)).Expect(202);
    }

    [Fact]
    public async Task The_operator_gives_a_tenant_a_limit_of_its_own_which_acts_at_once()
    {
        var tenant = await Ready.Of(metered);
        await UntilRefused(tenant.Mo);
        (await Edit(new { messagesPerSecond = 1_000 })).Expect(200);
        var taken = (await tenant.Mo()).Expect(202);
        Assert.Equal("\"messages\";q=2000;w=2", Header(taken, Policy));

        (await Edit(new { messagesPerSecond = 0 })).RefusesFields("messagesPerSecond");
        var again = (await Edit(new { messagesPerSecond = (int?)null })).Expect(200);
        Assert.Null(again["messagesPerSecond"]);
        Assert.Equal(
            $"\"messages\";q={MeteredServer.Burst};w={MeteredServer.Burst}", Header(await tenant.Mo(), Policy));

        Task<ApiAnswer> Edit(object edit) =>
            metered.Platform.Patch($"/v1/platform/tenants/{tenant.Tenant.Slug}", edit);
    }

    [Fact]
    public async Task By_default_a_tenant_may_bring_more_than_a_small_machine_takes()
    {
        var desk = await wide.SharedDesk;
        var answer = await desk.Tenant.Mo("+34900000000", "+34600000001");
        Assert.Equal("\"messages\";q=100000;w=2", Header(answer, Policy));
    }

    private static string Header(ApiAnswer answer, string name) => answer.Headers.GetValues(name).Single();

    private static async Task<ApiAnswer> UntilRefused(Func<Task<ApiAnswer>> call)
    {
        for (var i = 0; i < 20 * MeteredServer.Burst; i++)
        {
            if (await call() is { Status: 429 } refused) return refused;
        }

        throw new InvalidOperationException("Nothing was refused.");
    }

    /// <summary>A tenant whose messages are taken.</summary>
    private sealed record Ready(TestTenant Tenant, string Sender)
    {
        private int _contacts;

        public static async Task<Ready> Of(TestServer server)
        {
            var tenant = await TestTenant.Create(server);
            await tenant.Set(new { waitingWithNobodyOnline = 10_000 });
            return new Ready(tenant, await tenant.Sender(await tenant.Queue("Support")));
        }

        public object Message() => new
        {
            channel = "sms",
            sender = Sender,
            from = $"+346{++_contacts:00000000}",
            id = Tenant.NextMessageId(),
            text = "hola",
        };

        public Task<ApiAnswer> Mo() => Tenant.Adapter.Post("/v1/mo", Message());

        public Task<ApiAnswer> Batch(int count) => Tenant.Adapter.Post(
            "/v1/mo/batch", new { items = Enumerable.Range(0, count).Select(_ => Message()).ToArray() });
    }
}
