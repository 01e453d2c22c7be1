using System.Text.Json.Nodes;
using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Audit;

/// <summary>Something for the audit log that is no change of a row: a failed sign-in, an export.</summary>
/// <param name="Tenant">Whom it is about; null: no tenant.</param>
/// <param name="Action">As <c>signIn.failed</c>.</param>
/// <param name="TargetKind">As <c>member</c>.</param>
/// <param name="Target">Its id.</param>
/// <param name="What">More of it, without secrets.</param>
public sealed record AuditNote(
    TenantId? Tenant, string Action, string TargetKind, string? Target = null, JsonObject? What = null);
