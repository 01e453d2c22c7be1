using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Credentials;

/// <summary>What came with one API key in one month.</summary>
public sealed class ApiKeyUsageRow
{
    public required TenantId Tenant { get; init; }
    public required Guid ApiKey { get; init; }

    /// <summary>In UTC, as 202611.</summary>
    public required int Month { get; init; }

    public long Requests { get; set; }

    /// <summary>Those answered with a status of 400 or above.</summary>
    public long Failures { get; set; }

    /// <summary>All that the answers took together, without what a long poll waited.</summary>
    public long Microseconds { get; set; }
}
