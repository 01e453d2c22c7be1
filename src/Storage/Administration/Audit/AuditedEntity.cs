using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace LiveChat.Storage.Administration.Audit;

/// <summary>How changes of one kind of row appear in the audit log.</summary>
/// <param name="Name">Of the thing, as <c>queue</c>: the first half of its actions.</param>
public sealed record AuditedEntity(string Name)
{
    /// <summary>Properties whose values never appear; only that they changed.</summary>
    public FrozenSet<string> Secrets { get; init; } = [];

    /// <summary>Properties that only repeat others, or count: left out.</summary>
    public FrozenSet<string> Derived { get; init; } = [];

    /// <summary>Properties that sound secret and are not.</summary>
    public FrozenSet<string> Harmless { get; init; } = [];

    /// <summary>Properties of text that is JSON: shown as such, and of a change only the members that differ.</summary>
    public FrozenSet<string> Documents { get; init; } = [];

    /// <summary>Why changes of these rows are nobody's administrative action; null: they are audited.</summary>
    public string? Unaudited { get; init; }

    /// <summary>The second half of the action, where it is not created, changed or deleted.</summary>
    public Func<EntityEntry, string?> Verb { get; init; } = _ => null;
}
