namespace LiveChat.Core.Audit;

public enum AuditFault : byte
{
    /// <summary>The rows from <c>Number</c> to <c>Until</c> are gone.</summary>
    Removed = 1,

    /// <summary>The row no longer says what it said when it was written.</summary>
    Changed,

    /// <summary>The row stands in the place of the row <c>Until</c>.</summary>
    Moved,

    /// <summary>The row does not follow the one before it: one of the two was written anew.</summary>
    Unlinked,

    /// <summary>The row's detail was erased, though the tenant it speaks of is still there.</summary>
    Erased,

    /// <summary>The row is none that the log wrote: it stands behind the last one.</summary>
    Added,
}

/// <summary>What is wrong with a chain, and at which of its rows.</summary>
public sealed record AuditFinding(AuditFault Fault, long Number, long? Until = null)
{
    public override string ToString() => Fault switch
    {
        AuditFault.Removed when Until == Number => $"row {Number} was removed",
        AuditFault.Removed => $"rows {Number} to {Until} were removed",
        AuditFault.Changed => $"row {Number} was changed",
        AuditFault.Moved => $"row {Until} stands in the place of row {Number}",
        AuditFault.Unlinked => $"row {Number} does not follow row {Number - 1}: one of them was written anew",
        AuditFault.Erased => $"the detail of row {Number} was erased",
        AuditFault.Added => $"row {Number} was added behind the last",
        _ => $"row {Number}: {Fault}",
    };
}
