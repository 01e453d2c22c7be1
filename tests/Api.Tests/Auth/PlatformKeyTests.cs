using LiveChat.Api.Auth;
using LiveChat.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Api.Tests.Auth;

public sealed class PlatformKeyTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("livechat-platform-key-").FullName;
    private SqliteStore? _store;

    public async Task InitializeAsync() => _store = await SqliteStore.Open(
        new SqliteOptions(Path.Combine(_folder, "store.db")), TimeProvider.System, NullLoggerFactory.Instance);

    public async Task DisposeAsync()
    {
        await _store!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_key_is_made_once_and_shown_once()
    {
        var first = New();
        var made = await first.Prepare(configured: null);
        Assert.Matches("^lcp_[A-Za-z0-9_-]{43}$", made);
        Assert.True(first.Matches(made!));
        Assert.False(first.Matches($"{made} "));

        var second = New();
        Assert.Null(await second.Prepare(configured: ""));
        Assert.True(second.Matches(made!));
    }

    [Fact]
    public async Task The_key_of_the_settings_is_in_force_whatever_was_kept()
    {
        var made = await New().Prepare(null);
        var configured = New();
        Assert.Null(await configured.Prepare("from-the-settings"));
        Assert.True(configured.Matches("from-the-settings"));
        Assert.False(configured.Matches(made!));

        var again = New();
        Assert.Null(await again.Prepare(null));
        Assert.True(again.Matches(made!));
    }

    [Fact]
    public void Nothing_matches_a_key_that_is_not_prepared() =>
        Assert.Throws<InvalidOperationException>(() => New().Matches(""));

    private PlatformKey New() => new(_store!.Installation);
}
