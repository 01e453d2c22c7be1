using System.Collections.Immutable;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Access;

/// <summary>
/// R4.12: what a tenant lets its members do in the workspace, and, over that, each role. What is not set inherits: a
/// role the tenant's, the tenant the default, which is on for what there is.
/// </summary>
public sealed record WorkspaceRules
{
    /// <summary>What the product can do by now; all else is off, and can only be off.</summary>
    public static readonly ImmutableArray<WorkspaceAction> Available =
    [
        WorkspaceAction.PrintConversation, WorkspaceAction.MarkImportant, WorkspaceAction.AskForHelp,
        WorkspaceAction.SeeWhoIsOnline,
    ];

    public ImmutableSortedDictionary<WorkspaceAction, bool> Tenant { get; init; } =
        ImmutableSortedDictionary<WorkspaceAction, bool>.Empty;

    public ImmutableSortedDictionary<Role, ImmutableSortedDictionary<WorkspaceAction, bool>> Roles { get; init; } =
        ImmutableSortedDictionary<Role, ImmutableSortedDictionary<WorkspaceAction, bool>>.Empty;

    /// <summary>Whether a role may, where it has nothing of its own.</summary>
    public bool Allows(WorkspaceAction action) =>
        Available.Contains(action) && (!Tenant.TryGetValue(action, out var set) || set);

    /// <summary>What the role has of its own; null inherits.</summary>
    public bool? OfRole(Role role, WorkspaceAction action) =>
        Roles.TryGetValue(role, out var own) && own.TryGetValue(action, out var set) ? set : null;

    public bool Allows(Role role, WorkspaceAction action) =>
        Available.Contains(action) && (OfRole(role, action) ?? Allows(action));
}
