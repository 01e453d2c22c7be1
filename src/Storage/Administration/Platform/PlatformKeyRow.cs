using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Storage.Administration.Platform;

/// <summary>A key of the platform's operator; of the key itself only the hash is kept.</summary>
public sealed class PlatformKeyRow
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required TokenHash Hash { get; init; }

    /// <summary>The first characters of the key, so that its owner can tell it from others.</summary>
    public required string Prefix { get; init; }

    /// <summary>
    /// Made by the program at its first start, because the settings gave none: not in force while they give one.
    /// </summary>
    public required bool Initial { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Some minutes behind at most: it is not written with every request.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
}
