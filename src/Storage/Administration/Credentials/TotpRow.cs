using System.Collections.Immutable;
using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Credentials;

/// <summary>A member's second factor, RFC 6238.</summary>
public sealed class TotpRow
{
    public required TenantId Tenant { get; init; }
    public required MemberId Member { get; init; }
    public required string SealedSecret { get; set; }

    /// <summary>False while it is only being enrolled: it guards nothing yet.</summary>
    public bool Confirmed { get; set; }

    /// <summary>The step of the last code that was used: it and those before are used up.</summary>
    public long LastStep { get; set; }

    /// <summary>The hashes of the recovery codes that are left, in hexadecimal.</summary>
    public ImmutableArray<string> RecoveryCodes { get; set; } = [];

    public required DateTimeOffset CreatedAt { get; set; }
}
