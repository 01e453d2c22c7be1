using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Danger;

public enum DangerKind : byte
{
    ClearHistory = 1,
    DeleteTenant,
}

/// <summary>Where a job is; it goes on from there after a crash, and may repeat the last slice.</summary>
public enum DangerPhase : byte
{
    /// <summary>Conversations and rows are erased slice by slice.</summary>
    Erasing = 1,

    /// <summary>The tenant's row is gone; its chain of the audit log goes after it.</summary>
    Forgetting,

    /// <summary>What was erased is taken out of the write-ahead log too.</summary>
    Settling,
    Done,
}

/// <summary>
/// A dangerous order, carried out in the background. It names the tenant by its id alone, and outlives it.
/// </summary>
public sealed class DangerJobRow
{
    public required Guid Id { get; init; }
    public required TenantId Tenant { get; init; }
    public required DangerKind Kind { get; init; }
    public DangerPhase Phase { get; set; } = DangerPhase.Erasing;

    /// <summary>With <c>CursorThread</c> and <c>CursorOrdinal</c>: the last conversation that was cleared.</summary>
    public DateTimeOffset? CursorAt { get; set; }
    public Guid? CursorThread { get; set; }
    public int? CursorOrdinal { get; set; }

    /// <summary>Rows so far; a slice that a crash repeats counts once.</summary>
    public long Erased { get; set; }

    public required DateTimeOffset RequestedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }
}
