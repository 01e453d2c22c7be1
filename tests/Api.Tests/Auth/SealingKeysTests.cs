using System.Security.Cryptography;
using LiveChat.Api.Secrets;
using LiveChat.Storage.Sqlite;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Api.Tests.Auth;

/// <summary>What one process sealed, every other opens that has the same seal key and the same database.</summary>
public sealed class SealingKeysTests : IAsyncLifetime
{
    private const string Secret = "whsec_of-a-sender";

    private readonly string _folder = Directory.CreateTempSubdirectory("livechat-sealing-").FullName;
    private readonly SealKey _key = NewKey();
    private SqliteStore? _store;

    public async Task InitializeAsync() => _store = await SqliteStore.Open(
        new SqliteOptions(Path.Combine(_folder, "store.db")), TimeProvider.System, NullLoggerFactory.Instance);

    public async Task DisposeAsync()
    {
        await _store!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Processes_that_start_together_open_what_any_of_them_sealed()
    {
        var processes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Process(_key)));
        foreach (var one in processes)
        {
            var secret = one!.Seal(Secret);
            Assert.All(processes, other => Assert.Equal(Secret, other!.Open(secret)));
        }
    }

    [Fact]
    public async Task What_was_sealed_with_keys_of_the_folder_is_opened_by_processes_without_it()
    {
        var keys = Path.Combine(_folder, "keys");
        var secret = Seal(SealingKeys.InFolder(keys)).Seal(Secret);
        Assert.Throws<CryptographicException>(() => Process(_key).Result!.Open(secret));

        var first = await Process(_key, folder: keys);
        Assert.Equal(Secret, first!.Open(secret));
        Assert.Equal(Secret, (await Process(_key))!.Open(secret));
        Assert.Equal(Secret, (await Process(_key))!.Open(first.Seal(Secret)));
    }

    [Fact]
    public async Task With_another_key_nothing_is_opened_until_the_former_one_is_given_once()
    {
        var secret = (await Process(_key))!.Seal(Secret);
        var other = NewKey();
        Assert.Null(await Process(other));
        Assert.Null(await Process(other, former: NewKey()));

        Assert.Equal(Secret, (await Process(other, former: _key))!.Open(secret));
        Assert.Equal(Secret, (await Process(other))!.Open(secret));
        Assert.Null(await Process(_key));
    }

    [Fact]
    public async Task The_database_has_no_key_in_the_clear()
    {
        await Process(_key);
        var kept = (await _store!.Installation.Get("sealing-keys"))!.Value;
        Assert.Equal(-1, kept.Span.IndexOf("masterKey"u8));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hush")]
    [InlineData("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNk")]
    [InlineData("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWZmZg==")]
    public void What_is_not_32_bytes_in_base64_is_no_key(string text) => Assert.Null(SealKey.Parse(text));

    private static SealKey NewKey() => SealKey.Parse(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))!;

    private async Task<DataProtectedSecrets?> Process(SealKey key, SealKey? former = null, string folder = "none")
    {
        var keys = await SealingKeys.InDatabase(
            _store!.Installation, key, former, Path.Combine(_folder, folder), TimeProvider.System);
        return keys is null ? null : Seal(keys);
    }

    private static DataProtectedSecrets Seal(SealingKeys keys)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        keys.AddTo(services);
        return new DataProtectedSecrets(
            services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>());
    }
}
