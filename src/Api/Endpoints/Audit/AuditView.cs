using System.Text.Json.Nodes;
using LiveChat.Storage.Administration.Audit;

namespace LiveChat.Api.Endpoints.Audit;

/// <summary>One row of the audit log.</summary>
/// <param name="Number">1, 2, 3, … in each log, without gaps.</param>
/// <param name="Action">As queue.changed.</param>
/// <param name="Tenant">In the platform's log: about whom.</param>
/// <param name="Before">What was there; of a change only what differs. Secrets are shown as [secret].</param>
/// <param name="After">What is there since.</param>
/// <param name="Hash">Of the row and of the hash of the row before it; SHA-256.</param>
public sealed record AuditView(
    long Number, DateTimeOffset At, AuditActorView Actor, string Action, AuditTargetView Target, string? Tenant,
    JsonObject? Before, JsonObject? After, string Hash)
{
    internal static AuditView Of(AuditRow row)
    {
        var detail = row.Detail is { } json ? AuditDetail.Read(json) : null;
        return new AuditView(
            row.Number, row.At, new AuditActorView(row.Actor, row.ActorId, detail?.Name, row.Ip), row.Action,
            new AuditTargetView(row.TargetKind, row.Target),
            row.Chain == AuditRow.Platform ? row.Tenant?.ToString("N") : null, detail?.Before, detail?.After, row.Hash);
    }
}

/// <param name="Kind">member, key, platform, system or anonymous.</param>
/// <param name="Name">As it was then.</param>
/// <param name="Ip">Where the request came from.</param>
public sealed record AuditActorView(string Kind, string? Id, string? Name, string? Ip);

/// <param name="Id">Of what has no id of its own, its name; of what joins two things, both ids.</param>
public sealed record AuditTargetView(string Kind, string? Id);
