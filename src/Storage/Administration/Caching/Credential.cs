using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Caching;

/// <summary>What a token stands for.</summary>
public abstract class Credential
{
    public required TenantId Tenant { get; init; }
    public required Guid Id { get; init; }
}

public sealed class KeyCredential : Credential
{
    public required IReadOnlySet<string> Scopes { get; init; }
    public required DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>A session of a member who may sign in, as the rows were when it was read.</summary>
public sealed class SessionCredential : Credential
{
    private long _seenTicks;
    private long _writtenTicks;

    public required MemberId Member { get; init; }
    public required string DisplayName { get; init; }
    public required Role Role { get; init; }
    public required bool HasSeat { get; init; }
    public required bool ShowFullPhone { get; init; }

    /// <summary>Whether it has a confirmed second factor.</summary>
    public required bool HasTotp { get; init; }

    /// <summary>When it was opened, by the password.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The session's last activity, known here sooner than in its row.</summary>
    public required DateTimeOffset LastSeenAt
    {
        get => new(Interlocked.Read(ref _seenTicks), TimeSpan.Zero);
        init => _seenTicks = _writtenTicks = value.UtcTicks;
    }

    /// <summary>Notes activity; true for the one caller who is to write it down, once in each interval.</summary>
    internal bool See(DateTimeOffset now, TimeSpan writeEach)
    {
        Interlocked.Exchange(ref _seenTicks, now.UtcTicks);
        var written = Interlocked.Read(ref _writtenTicks);
        return now.UtcTicks - written >= writeEach.Ticks
            && Interlocked.CompareExchange(ref _writtenTicks, now.UtcTicks, written) == written;
    }
}
