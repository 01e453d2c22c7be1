using System.Collections.Immutable;
using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Credentials;

/// <summary>An API key; of the key itself only the hash is kept.</summary>
public sealed class ApiKeyRow
{
    public required TenantId Tenant { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required TokenHash Hash { get; set; }

    /// <summary>The first characters of the key, so that its owner can tell it from others.</summary>
    public required string Prefix { get; set; }

    public required ImmutableArray<string> Scopes { get; init; }

    /// <summary>From this instant on it is refused; null: never.</summary>
    public required DateTimeOffset? ExpiresAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The key before the last rotation, which works until <see cref="PreviousUntil"/>.</summary>
    public TokenHash? PreviousHash { get; set; }

    public DateTimeOffset? PreviousUntil { get; set; }

    /// <summary>Behind by <see cref="KeyMeter.FlushEach"/> at most.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
}
