namespace LiveChat.Core.Audit;

/// <summary>
/// What a row of the audit log says, but for its detail, of which only the digest counts: so a detail can be erased
/// (with the tenant it speaks of) and the row still proves who did what, and when.
/// </summary>
/// <param name="Chain">The tenant whose log it is; the empty id for the platform's.</param>
/// <param name="Number">1, 2, 3, … in each chain, without gaps.</param>
/// <param name="AtMicroseconds">Since the Unix epoch.</param>
/// <param name="Tenant">Whom it is about, which in the platform's log may be any.</param>
/// <param name="DetailDigest">Of the detail, hexadecimal.</param>
public sealed record AuditFacts(
    Guid Chain, long Number, long AtMicroseconds, Guid? Tenant, string Actor, string? ActorId, string? Ip,
    string Action, string TargetKind, string? Target, string DetailDigest);

/// <summary>A row as it is kept.</summary>
/// <param name="Facts">What it says.</param>
/// <param name="Detail">Null once erased.</param>
/// <param name="Previous">The hash of the row before; <see cref="AuditHash.First"/> in the first.</param>
/// <param name="Hash">Of the facts and <c>Previous</c>.</param>
public sealed record AuditLink(AuditFacts Facts, string? Detail, string Previous, string Hash);

/// <summary>The last row of a chain, kept apart from it.</summary>
public sealed record AuditHead(long Number, string Hash)
{
    /// <summary>Of a chain without rows.</summary>
    public static readonly AuditHead None = new(0, AuditHash.First);
}
