using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Members;

namespace LiveChat.Api.Endpoints.Members;

/// <summary>A person who can sign in; with a seat it is an agent, and <c>/v1/agents</c> tells more.</summary>
public sealed record MemberView(
    MemberId Id, string Username, string DisplayName, string? Email, string? Phone, Role Role, bool Seat, bool Enabled,
    DateTimeOffset CreatedAt)
{
    public static MemberView Of(MemberRow row) => new(
        row.Id, row.Username, row.DisplayName, row.Email, row.Phone, row.Role, row.HasSeat, row.Enabled,
        row.CreatedAt);
}
