using System.Text.Json.Serialization;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Invitations;
using LiveChat.Storage.Administration.Mails;

namespace LiveChat.Api.Endpoints.Invitations;

/// <summary>
/// An invitation. <c>Mail</c> tells what became of the mail with its newest link: null when none was sent, or so long
/// ago that it is forgotten.
/// </summary>
public sealed record InvitationView(
    string Id, string Name, string Email, string? Phone, Role Role, bool Seat, InvitationState State,
    DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? AcceptedAt, DateTimeOffset? RevokedAt,
    MemberId? MemberId, MailState? Mail)
{
    /// <summary>In answers that make a link: whether a mail brings it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? EmailSent { get; init; }

    /// <summary>In answers that make a link that no mail brings: the link, which is never shown again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Link { get; init; }

    public static InvitationView Of(InvitationRow row, DateTimeOffset now, MailState? mail) => new(
        row.Id.ToString("N"), row.Name, row.Email, row.Phone, row.Role, row.HasSeat, row.StateAt(now), row.CreatedAt,
        row.ExpiresAt, row.AcceptedAt, row.RevokedAt, row.Member, mail);

    /// <summary>With its new link, which is shown only where no mail brings it.</summary>
    public static InvitationView Of(InvitationRow row, DateTimeOffset now, string link)
    {
        var sent = row.Mail is not null;
        return Of(row, now, sent ? MailState.Queued : null) with { EmailSent = sent, Link = sent ? null : link };
    }
}

/// <summary>Invitations, and how the seats stand: agents use them, pending invitations of agents hold them.</summary>
public sealed record InvitationsView(
    IReadOnlyList<InvitationView> Items, string? Next, int Seats, int SeatsUsed, int SeatsPending, int SeatsLeft)
{
    public static InvitationsView Of(IReadOnlyList<InvitationView> items, string? next, SeatStanding seats) =>
        new(items, next, seats.Seats, seats.Used, seats.Pending, seats.Left);
}
