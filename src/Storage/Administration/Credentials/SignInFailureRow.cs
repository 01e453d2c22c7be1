using LiveChat.Core.Rules;

namespace LiveChat.Storage.Administration.Credentials;

/// <summary>Failures in a row of one login, which may exist or not.</summary>
public sealed class SignInFailureRow
{
    /// <summary>Of tenant and login.</summary>
    public required TokenHash Subject { get; init; }
    public required int Failures { get; set; }
    public required DateTimeOffset LastAt { get; set; }
    public required DateTimeOffset LockedUntil { get; set; }

    /// <summary>From then on the row says nothing any more, and is dropped by and by.</summary>
    public required DateTimeOffset ForgottenAt { get; set; }

    public LockOut LockOut => new(Failures, LastAt, LockedUntil);
}
