using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Installation;

namespace LiveChat.Api.Auth;

/// <summary>
/// The key of the platform's operator. What the settings say is in force, whatever was kept; without a setting one is
/// made at the first start and only its hash is kept.
/// </summary>
public sealed class PlatformKey(IInstallation installation)
{
    private const string Name = "platform-key";

    private TokenHash? _hash;

    /// <summary>
    /// Called once at start, before requests are served. Returns the key when it has just been made: this is the only
    /// time that it can be shown.
    /// </summary>
    /// <param name="configured">The key that the settings give; null or empty where they give none.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<string?> Prepare(string? configured, CancellationToken cancel = default)
    {
        if (!string.IsNullOrEmpty(configured))
        {
            _hash = TokenHash.Of(configured);
            return null;
        }

        var made = BearerToken.Create(BearerToken.PlatformKeyPrefix);
        var hash = TokenHash.Of(made).ToBytes();
        var kept = await installation.GetOrCreate(Name, () => hash, cancel);
        _hash = TokenHash.From(kept.Span);
        return _hash == TokenHash.From(hash) ? made : null;
    }

    /// <summary>Compares in constant time.</summary>
    public bool Matches(string token)
    {
        var expected = _hash
            ?? throw new InvalidOperationException("The platform key is prepared before requests are served.");
        return expected.Matches(TokenHash.Of(token));
    }
}
