using System.Collections.Frozen;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Api.Auth;

/// <summary>
/// Who calls, once authenticated: a member by a session, or an API key. Every endpoint takes its tenant from here and
/// never from the request.
/// </summary>
public sealed record Principal
{
    public required TenantId Tenant { get; init; }

    /// <summary>Set for a member; null for an API key.</summary>
    public MemberId? Member { get; init; }

    public Role? Role { get; init; }

    /// <summary>Set when the member has a seat; the agent's id is the member's.</summary>
    public AgentId? Agent { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>
    /// Whether full phone numbers may be shown; otherwise masked to country code and the last four digits.
    /// </summary>
    public bool ShowFullPhone { get; init; } = true;

    /// <summary>The session of a member.</summary>
    public Guid? Session { get; init; }

    /// <summary>When a member signed in to the session.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>Whether a member has a confirmed second factor.</summary>
    public bool HasTotp { get; init; }

    /// <summary>Set for an API key.</summary>
    public string? KeyId { get; init; }

    /// <summary>Where what comes with an API key is counted.</summary>
    public KeyUsage? Usage { get; init; }

    public required IReadOnlySet<Permission> Permissions { get; init; }

    public required IReadOnlySet<string> Scopes { get; init; }

    /// <summary>What the workspace lets a member do; of no meaning for an API key.</summary>
    public IReadOnlySet<WorkspaceAction> Workspace { get; init; } = FrozenSet<WorkspaceAction>.Empty;

    public By By => KeyId is not null ? new By(ActorRole.ApiKey, KeyId)
        : Role == Core.Primitives.Role.Agent ? new By(ActorRole.Agent, Member!.Value.ToString())
        : new By(ActorRole.Supervisor, Member!.Value.ToString());

    /// <summary>The caller as conversations know it.</summary>
    public Caller Caller => new(
        By, Agent, Permissions.Contains(Permission.Supervise) || Scopes.Contains(Scope.ConversationsWrite));
}
