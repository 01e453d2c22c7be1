using LiveChat.Api.Auth;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Platform;
using LiveChat.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Api.Tests.Auth;

public sealed class PlatformKeysTests : IAsyncLifetime
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
        Assert.NotNull(await first.Find(made!));
        Assert.Null(await first.Find($"{made} "));

        var second = New();
        Assert.Null(await second.Prepare(configured: ""));
        Assert.NotNull(await second.Find(made!));
    }

    [Fact]
    public async Task The_key_of_the_settings_is_in_force_and_the_one_made_for_want_of_it_is_not()
    {
        var made = await New().Prepare(null);
        var configured = New();
        Assert.Null(await configured.Prepare("from-the-settings"));
        Assert.NotNull(await configured.Find("from-the-settings"));
        Assert.Null(await configured.Find(made!));

        var again = New();
        Assert.Null(await again.Prepare(null));
        Assert.NotNull(await again.Find(made!));
        Assert.Null(await again.Find("from-the-settings"));
    }

    [Fact]
    public async Task A_key_that_was_made_before_there_could_be_several_goes_on_working()
    {
        const string Former = "lcp_of-a-former-version";
        await _store!.Installation.Set("platform-key", TokenHash.Of(Former).ToBytes());
        var keys = New();
        Assert.Null(await keys.Prepare(null));
        Assert.Equal("initial", (await keys.Find(Former))!.Name);
    }

    [Fact]
    public async Task The_last_key_stays_unless_the_settings_give_one()
    {
        var made = await New().Prepare(null);
        var initial = await _store!.Administration.Read(
            (rows, cancel) => rows.PlatformKeys.Select(it => it.Id).SingleAsync(cancel));
        Assert.Equal(Refusal.LastPlatformKey, await Delete(initial, configured: false));
        var other = BearerToken.Create(BearerToken.PlatformKeyPrefix);
        await _store.Administration.Write((rows, cancel) => PlatformKeyCommands.Create(
            Change(rows, cancel), new NewPlatformKey("other", TokenHash.Of(other), "lcp_other")));
        Assert.Equal(Refusal.None, await Delete(initial, configured: false));

        var keys = New();
        Assert.Null(await keys.Prepare(null));
        Assert.Null(await keys.Find(made!));
        Assert.NotNull(await keys.Find(other));
    }

    [Fact]
    public async Task Nothing_is_looked_for_before_keys_are_prepared() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => New().Find("").AsTask());

    private PlatformKeys New() => new(
        _store!.Administration, _store.Installation, TimeProvider.System, NullLogger<PlatformKeys>.Instance);

    private async Task<Refusal> Delete(Guid id, bool configured) => (await _store!.Administration.Write(
        (rows, cancel) => PlatformKeyCommands.Delete(Change(rows, cancel), id, configured))).Refusal;

    private static Change Change(AdministrationContext rows, CancellationToken cancel) =>
        new(rows, AuditActor.System, TimeProvider.System.GetUtcNow(), cancel);
}
