using LiveChat.Storage.Administration.Danger;

namespace LiveChat.Api.Endpoints.Danger;

/// <summary>How far a dangerous order is.</summary>
/// <param name="Kind">clearHistory or deleteTenant.</param>
/// <param name="State">running or done.</param>
/// <param name="Erased">Rows so far.</param>
public sealed record DangerView(
    string Id, string Kind, string State, long Erased, DateTimeOffset RequestedAt, DateTimeOffset? FinishedAt)
{
    internal static DangerView Of(DangerJobRow row) => new(
        row.Id.ToString("N"), row.Kind == DangerKind.ClearHistory ? "clearHistory" : "deleteTenant",
        row.FinishedAt is null ? "running" : "done", row.Erased, row.RequestedAt, row.FinishedAt);
}

/// <param name="Confirm">The tenant's name, letter for letter.</param>
public sealed record ConfirmRequest(string Confirm);

/// <param name="Paused">Whether bots may not answer.</param>
public sealed record BotPauseView(bool Paused);
