using System.Collections.Immutable;
using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Members;

/// <summary>
/// A person who can sign in. With a seat it is an agent, and stays one after it was deleted: history shows its name.
/// </summary>
public sealed class MemberRow
{
    public required TenantId Tenant { get; init; }
    public required MemberId Id { get; init; }

    /// <summary>As it was given; never changes.</summary>
    public required string Username { get; init; }

    /// <summary>
    /// The username without case: unique in the tenant; null once deleted, so that the name is free again.
    /// </summary>
    public required string? UsernameKey { get; set; }

    public required string DisplayName { get; set; }
    public string? Email { get; set; }

    /// <summary>The email without case: unique in the tenant, since one can sign in with it.</summary>
    public string? EmailKey { get; set; }

    /// <summary>The member's own number, in its canonical form.</summary>
    public string? Phone { get; set; }

    /// <summary>Empty once deleted: no password fits it.</summary>
    public required string PasswordHash { get; set; }

    public required Role Role { get; set; }
    public required bool HasSeat { get; init; }
    public bool Enabled { get; set; } = true;
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Null: the tenant's cap.</summary>
    public int? MaxConcurrentSessions { get; set; }

    public bool ShowFullPhone { get; set; } = true;
    public ImmutableArray<string> Languages { get; set; } = [];

    /// <summary>
    /// What a search looks through, folded: display name, username, email, each on a line. It is also the order by
    /// display name, without ties among those who are not deleted.
    /// </summary>
    public required string SearchKey { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public AgentId Agent => new(Id.Value);

    /// <summary>How names are compared without case.</summary>
    public static string KeyOf(string name) => name.ToLowerInvariant();

    public static string SearchKeyOf(string displayName, string username, string? email) =>
        $"{FoldedText.Of(displayName)}\n{FoldedText.Of(username)}\n{FoldedText.Of(email ?? "")}";
}
