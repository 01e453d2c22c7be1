using LiveChat.Api.Auth;
using LiveChat.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Api.Tests.Auth;

public sealed class SignInThrottleTests : IAsyncLifetime
{
    private readonly SetTime _time = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("livechat-throttle-").FullName;
    private SqliteStore? _store;
    private SignInThrottle? _throttle;

    public Task InitializeAsync() => Start();

    public async Task DisposeAsync()
    {
        await _store!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_lock_outlives_the_process_and_ends_in_time()
    {
        for (var i = 0; i < 5; i++) Assert.Null(await Try("ana", Attempt.Failed));
        Assert.Equal(TimeSpan.FromMinutes(1), await Try("ANA", Attempt.Passed));
        await _store!.DisposeAsync();
        await Start();
        Assert.Equal(TimeSpan.FromMinutes(1), await Try("ana", Attempt.Passed));
        Assert.Null(await Try("luis", Attempt.Failed));
        _time.Now += TimeSpan.FromMinutes(1);
        Assert.Null(await Try("ana", Attempt.Failed));
        Assert.Equal(TimeSpan.FromMinutes(2), await Try("ana", Attempt.Passed));
    }

    [Fact]
    public async Task A_success_forgives_and_what_is_neither_does_not()
    {
        for (var i = 0; i < 4; i++) await Try("ana", Attempt.Failed);
        await Try("ana", Attempt.Passed);
        for (var i = 0; i < 4; i++) await Try("ana", Attempt.Failed);
        await Try("ana", Attempt.Open);
        await Try("ana", Attempt.Failed);
        Assert.NotNull(await Try("ana", Attempt.Passed));
    }

    [Fact]
    public async Task Failures_that_are_forgotten_make_way_for_new_ones()
    {
        for (var i = 0; i < 40; i++) await Try($"made-up-{i}", Attempt.Failed);
        _time.Now += TimeSpan.FromMinutes(16);
        for (var i = 0; i < 5; i++) await Try($"another-{i}", Attempt.Failed);
        Assert.Equal(5, await _store!.Administration.Read((rows, _) => Task.FromResult(rows.SignInFailures.Count())));
    }

    [Fact]
    public async Task Attempts_of_one_login_go_one_after_the_other_and_those_of_others_beside_them()
    {
        var first = new TaskCompletionSource<Attempt>();
        var running = _throttle!.Run(SignInThrottle.SignIn("acme", "ana"), () => first.Task, CancellationToken.None);
        var began = false;
        var waiting = _throttle.Run(
            SignInThrottle.SignIn("acme", "Ana"),
            () =>
            {
                began = true;
                return Task.FromResult(Attempt.Passed);
            },
            CancellationToken.None);
        Assert.Null(await Try("luis", Attempt.Passed));
        Assert.False(began);
        first.SetResult(Attempt.Failed);
        Assert.Null(await running);
        Assert.Null(await waiting);
        Assert.True(began);
    }

    [Fact]
    public async Task Who_finds_too_many_under_way_is_told_that_the_server_is_busy()
    {
        const int Max = 16;
        _throttle = new SignInThrottle(_store!.Administration, _time, Max);
        var gate = new TaskCompletionSource<Attempt>();
        var subject = SignInThrottle.SignIn("acme", "ana");
        var all = Enumerable.Range(0, Max)
            .Select(_ => _throttle!.Run(subject, () => gate.Task, CancellationToken.None)).ToList();
        await Assert.ThrowsAsync<PasswordsBusyException>(() => Try("luis", Attempt.Passed));
        gate.SetResult(Attempt.Open);
        await Task.WhenAll(all);
        Assert.Null(await Try("luis", Attempt.Passed));
    }

    private Task<TimeSpan?> Try(string login, Attempt how) => _throttle!.Run(
        SignInThrottle.SignIn("acme", login), () => Task.FromResult(how), CancellationToken.None);

    private async Task Start()
    {
        _store = await SqliteStore.Open(
            new SqliteOptions(Path.Combine(_folder, "store.db")), TimeProvider.System, NullLoggerFactory.Instance);
        _throttle = new SignInThrottle(_store.Administration, _time);
    }

    private sealed class SetTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
