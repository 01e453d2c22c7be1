using System.Collections.Immutable;
using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Credentials;

/// <summary>An API key; of the key itself only the hash is kept.</summary>
public sealed class ApiKeyRow
{
    public required TenantId Tenant { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required TokenHash Hash { get; init; }

    /// <summary>The first characters of the key, so that its owner can tell it from others.</summary>
    public required string Prefix { get; init; }

    public required ImmutableArray<string> Scopes { get; init; }
    public required DateTimeOffset? ExpiresAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
