using LiveChat.Core.Letters;
using LiveChat.Storage.Administration.Mails;

namespace LiveChat.Api.Endpoints.Mails;

/// <summary>A mail, without what it says. <c>Code</c>: how the last attempt ended, as smtp-550 or timeout.</summary>
public sealed record MailView(
    string Id, string Tenant, LetterKind Kind, string To, MailState State, int Attempts,
    DateTimeOffset? NextAttemptAt, string? Code, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt)
{
    public static MailView Of(MailRow row, string slug) => new(
        row.Id.ToString("N"), slug, row.Kind, row.Recipient, row.State, row.Attempts,
        row.State == MailState.Queued ? row.NextAttemptAt : null, row.Code, row.CreatedAt, row.EndedAt);
}
