using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using LiveChat.Api.Auth;
using LiveChat.Api.Tests.Support;
using LiveChat.Outside;
using Microsoft.Data.Sqlite;

namespace LiveChat.Api.Tests.Auth;

/// <summary>More sign-ins than passwords can be hashed: what they cost is counted, not timed.</summary>
public sealed class SignInFloodTests(FloodedServer server) : IClassFixture<FloodedServer>
{
    private const string Password = "correct-horse-1";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_thousand_attempts_from_one_address_cost_no_more_than_that_address_may()
    {
        var tenant = await TestTenant.Create(server);
        using var hashes = new HashCount(server);
        var attempts = Enumerable.Range(0, 1_000)
            .Select(i => SignIn(tenant.Slug, i % 2 == 0 ? "ana" : $"made-up-{i}", "198.51.100.7")).ToList();
        (await SignIn(tenant.Slug, "ana@acme.test", "203.0.113.5", Password)).Dispose();
        var answers = await Task.WhenAll(attempts);

        var judged = answers.Count(it => it.StatusCode == HttpStatusCode.Unauthorized);
        Assert.InRange(judged, 5, 500);
        Assert.Equal(judged + 1, hashes.Count); // One more: she who has the right password.
        foreach (var answer in answers.Where(it => it.StatusCode != HttpStatusCode.Unauthorized))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task A_flood_from_everywhere_is_turned_away_and_who_does_not_sign_in_does_not_notice()
    {
        const int Attempts = 1_500;
        var tenant = await TestTenant.Create(server);
        var maria = await tenant.Agent("maria");
        var sender = await tenant.Sender(await tenant.Queue("sales", maria));
        using var hashes = new HashCount(server);
        using var over = new CancellationTokenSource();
        var attempts = Enumerable.Range(0, Attempts).Select(i => SignIn(
            tenant.Slug, $"made-up-{i}", $"198.18.{i / 250}.{i % 250}", cancel: over.Token)).ToList();
        await Poll.Until(
            "as many are answered as cannot wait", _patience,
            () => attempts.Count(it => it.IsCompleted) >= Attempts - PasswordHashing.PresentMax,
            () => $"{attempts.Count(it => it.IsCompleted)}");

        (await tenant.Admin.Get("/v1/agents")).Expect(200);
        (await maria.Client.Get("/v1/me")).Expect(200);
        (await tenant.Mo(sender, "+34600111222")).Expect(202);
        Assert.Contains(attempts, it => !it.IsCompleted);
        await over.CancelAsync();
        await Task.WhenAll(attempts).ContinueWith(_ => { }, TaskScheduler.Default);

        var answers = attempts.Where(it => it.IsCompletedSuccessfully).Select(it => it.Result).ToList();
        var judged = answers.Count(it => it.StatusCode == HttpStatusCode.Unauthorized);
        var busy = answers.Where(it => it.StatusCode == HttpStatusCode.ServiceUnavailable).ToList();
        Assert.Equal(answers.Count, judged + busy.Count);
        Assert.InRange(busy.Count, 200, Attempts - PasswordHashing.PresentMax);
        Assert.All(busy, it => Assert.NotNull(it.Headers.RetryAfter));
        Assert.InRange(hashes.Count, judged, Attempts - busy.Count);
        Assert.InRange(await FailuresKept(), 0, hashes.CountOfServer);
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task Whoever_it_is_that_is_not_there_one_password_is_hashed_as_for_who_is()
    {
        var tenant = await TestTenant.Create(server);
        var luis = await tenant.Agent("luis");
        (await tenant.Admin.Post("/v1/agents:disable", new { ids = new[] { luis.Id } })).Expect(200);
        foreach (var (slug, login) in ((string, string)[])
            [(tenant.Slug, "ana"), (tenant.Slug, "nobody"), (tenant.Slug, "luis"), ("nowhere", "ana")])
        {
            using var hashes = new HashCount(server);
            using var refused = await SignIn(slug, login, "192.0.2.44");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Equal(1, hashes.Count);
        }
    }

    private async Task<HttpResponseMessage> SignIn(
        string tenant, string login, string from, string password = "wrong-guess", CancellationToken cancel = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/sessions");
        request.Headers.Add(GuardedServer.Forwarded, from);
        request.Content = JsonContent.Create(new { tenant, login, password });
        return await server.Anonymous.Http.SendAsync(request, cancel);
    }

    /// <summary>What is remembered of attempts: a row for each login that failed lately.</summary>
    private async Task<long> FailuresKept()
    {
        await using var connection = new SqliteConnection($"Data Source={server.DatabaseFile};Mode=ReadOnly");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from sign_in_failure";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Counts the passwords that one server hashes from now on.</summary>
    private sealed class HashCount : IDisposable
    {
        private static long _ofServer;

        private readonly MeterListener _listener = new();
        private long _count;

        public HashCount(TestServer server)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "livechat.passwords.hashed" && instrument.Meter.Scope == server.Meters)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, added, _, _) =>
            {
                Interlocked.Add(ref _count, added);
                Interlocked.Add(ref _ofServer, added);
            });
            _listener.Start();
        }

        public long Count => Interlocked.Read(ref _count);

        /// <summary>All that were counted in this class, whose server no other has.</summary>
        public long CountOfServer => Interlocked.Read(ref _ofServer);

        public void Dispose() => _listener.Dispose();
    }
}
