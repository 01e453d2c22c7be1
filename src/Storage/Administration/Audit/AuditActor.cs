using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Audit;

public enum AuditActorKind : byte
{
    /// <summary>The program by itself.</summary>
    System = 1,
    Member,
    Key,
    Platform,

    /// <summary>Nobody that is known: who tries to sign in.</summary>
    Anonymous,
}

/// <summary>Who makes a change, and from where.</summary>
/// <param name="Id">The member's, or the key's; 32 hexadecimal digits. Null where there is none.</param>
/// <param name="Name">As it is shown now; null: looked up where there is one.</param>
public sealed record AuditActor(AuditActorKind Kind, string? Id = null, string? Name = null, string? Ip = null)
{
    public static readonly AuditActor System = new(AuditActorKind.System);

    /// <summary>The same place, but this member: one who signs in was nobody before.</summary>
    public AuditActor As(MemberId member, string displayName) =>
        this with { Kind = AuditActorKind.Member, Id = member.ToString(), Name = displayName };
}

/// <summary>Who is behind the request at work.</summary>
public interface IActorOfRequest
{
    /// <summary><see cref="AuditActor.System"/> outside of requests.</summary>
    AuditActor Now { get; }
}
