using LiveChat.Core.Audit;

namespace LiveChat.Storage.Administration.Audit;

/// <summary>One row of the audit log. Never changed, but for a detail that goes with the tenant it speaks of.</summary>
public sealed class AuditRow
{
    /// <summary>The chain of what the platform's operator does.</summary>
    public static readonly Guid Platform = Guid.Empty;

    public required Guid Chain { get; init; }
    public required long Number { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Whom it is about; null: no tenant.</summary>
    public required Guid? Tenant { get; init; }

    public required string Actor { get; init; }
    public required string? ActorId { get; init; }
    public required string? Ip { get; init; }

    /// <summary>What was done, as <c>queue.changed</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what kind of thing, as <c>queue</c>.</summary>
    public required string TargetKind { get; init; }

    /// <summary>To which one; its id.</summary>
    public required string? Target { get; init; }

    /// <summary>An <see cref="AuditDetail"/> as JSON; null once erased.</summary>
    public required string? Detail { get; set; }

    public required string DetailDigest { get; init; }
    public required string Previous { get; init; }
    public required string Hash { get; init; }

    public AuditLink Link => new(
        new AuditFacts(
            Chain, Number, StoredValue.Of(At), Tenant, Actor, ActorId, Ip, Action, TargetKind, Target, DetailDigest),
        Detail, Previous, Hash);
}

/// <summary>The last row of each chain.</summary>
public sealed class AuditHeadRow
{
    public required Guid Chain { get; init; }
    public required long Number { get; set; }
    public required string Hash { get; set; }

    public AuditHead Head => new(Number, Hash);
}
