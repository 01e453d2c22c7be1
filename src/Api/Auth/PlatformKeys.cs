using LiveChat.Storage;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Caching;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Platform;
using LiveChat.Storage.Installation;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Auth;

/// <summary>
/// The keys of the platform's operator: the one that the settings give, which always works, and those that are kept
/// (hashed). Where neither is there, one is made at the start; that one is not in force while the settings give one.
/// </summary>
public sealed partial class PlatformKeys : IRemembersAdministration
{
    private const string FormerName = "platform-key";
    private const string InitialName = "initial";
    private const int EntriesMax = 1_000;
    private static readonly TimeSpan _usedWrittenEach = TimeSpan.FromMinutes(5);

    private readonly IAdministrationDatabase _database;
    private readonly IInstallation _installation;
    private readonly TimeProvider _time;
    private readonly ILogger<PlatformKeys> _log;
    private readonly Remembered<TokenHash, KeptKey?> _kept;
    private TokenHash? _configured;
    private bool _prepared;

    public PlatformKeys(
        IAdministrationDatabase database, IInstallation installation, TimeProvider time, ILogger<PlatformKeys> log)
    {
        _database = database;
        _installation = installation;
        _time = time;
        _log = log;
        _kept = new(EntriesMax, Read);
    }

    /// <summary>Whether the settings give a key.</summary>
    public bool IsConfigured => _configured is not null;

    /// <summary>
    /// Called once at start, before requests are served. Returns the key when it has just been made: this is the only
    /// time that it can be shown.
    /// </summary>
    /// <param name="configured">The key that the settings give; null or empty where they give none.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<string?> Prepare(string? configured, CancellationToken cancel = default)
    {
        _configured = string.IsNullOrEmpty(configured) ? null : TokenHash.Of(configured);
        _prepared = true;
        if (IsConfigured) return null;
        var former = await _installation.Get(FormerName, cancel);
        var made = BearerToken.Create(BearerToken.PlatformKeyPrefix);
        return await _database.Write(
            async (rows, token) =>
            {
                if (await rows.PlatformKeys.AnyAsync(token)) return null;
                var (hash, prefix) = former is { } known
                    ? (TokenHash.From(known.Span), BearerToken.PlatformKeyPrefix)
                    : (TokenHash.Of(made), BearerToken.ShownOf(made));
                rows.PlatformKeys.Add(PlatformKeyCommands.Row(
                    new NewPlatformKey(InitialName, hash, prefix), initial: true, _time.GetUtcNow()));
                return former is null ? made : null;
            },
            cancel);
    }

    /// <summary>Who comes with the token; null when it is no key in force. Counts as its use.</summary>
    internal async ValueTask<PlatformCaller?> Find(string token, CancellationToken cancel = default)
    {
        if (!_prepared) throw new InvalidOperationException("Keys are prepared before requests are served.");
        var hash = TokenHash.Of(token);
        if (_configured?.Matches(hash) == true) return PlatformCaller.OfSettings;
        if (!token.StartsWith(BearerToken.PlatformKeyPrefix, StringComparison.Ordinal)) return null;
        if (await _kept.Get(hash, cancel) is not { } key)
        {
            // Made-up tokens must not push out real ones.
            _kept.Forget(hash);
            return null;
        }

        if (key.Initial && IsConfigured) return null;
        var now = _time.GetUtcNow();
        if (key.Use(now)) _ = WriteLastUsed(key, now);
        return key.Caller;
    }

    public void Forget(Touched touched)
    {
        foreach (var token in touched.Tokens) _kept.Forget(token);
    }

    public void ForgetAll() => _kept.Forget(static _ => true);

    private Task<KeptKey?> Read(TokenHash hash) => _database.Read(
        async (rows, cancel) => await rows.PlatformKeys.FirstOrDefaultAsync(row => row.Hash == hash, cancel) is { } row
            && row.Hash.Matches(hash)
            ? new KeptKey(row)
            : null).AsTask();

    /// <summary>It only tells when a key was used, so trouble is noted and left at that.</summary>
    private async Task WriteLastUsed(KeptKey key, DateTimeOffset now)
    {
        try
        {
            await _database.Write(
                (rows, cancel) => rows.PlatformKeys.Where(row => row.Id == key.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), cancel));
        }
        catch (Exception trouble) when (trouble is StoreBusyException or StoreUnavailableException)
        {
            LastUsedNotWritten(_log, trouble.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A platform key's last use was not written: {Trouble}.")]
    private static partial void LastUsedNotWritten(ILogger log, string trouble);

    /// <summary>A key as its row was when it was read, and its last use that was written.</summary>
    private sealed class KeptKey(PlatformKeyRow row)
    {
        private long _writtenTicks = row.LastUsedAt?.UtcTicks ?? 0;

        public Guid Id => row.Id;

        public bool Initial => row.Initial;

        public PlatformCaller Caller { get; } = new(row.Id.ToString("N"), row.Name);

        /// <summary>True for the one caller who is to write the use down, once in each interval.</summary>
        public bool Use(DateTimeOffset now)
        {
            var written = Interlocked.Read(ref _writtenTicks);
            return now.UtcTicks - written >= _usedWrittenEach.Ticks
                && Interlocked.CompareExchange(ref _writtenTicks, now.UtcTicks, written) == written;
        }
    }
}
