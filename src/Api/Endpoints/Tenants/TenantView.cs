using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Tenants;

namespace LiveChat.Api.Endpoints.Tenants;

/// <summary>
/// A tenant as the platform sees it. <c>AllowedSenders</c> null: any. <c>MessagesPerSecond</c> null: as the
/// installation says.
/// </summary>
public sealed record TenantView(
    TenantId Id, string Slug, string Name, string TimeZone, string Language, int Seats, int SeatsUsed, bool LiveChat,
    IReadOnlyList<string>? AllowedSenders, DateTimeOffset CreatedAt, int? MessagesPerSecond)
{
    public static TenantView Of(TenantRow row, int seatsUsed) => new(
        row.Id, row.Slug, row.Name, row.TimeZone, row.Language, row.Seats, seatsUsed, row.LiveChat,
        row.AllowedSenders is { } allowed ? [.. allowed] : null, row.CreatedAt,
        row.MessagesPerSecond);
}
