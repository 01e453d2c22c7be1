using LiveChat.Core.Rules;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Api.Auth;

/// <summary>How an attempt went.</summary>
internal enum Attempt : byte
{
    /// <summary>Neither: nothing was guessed, and nothing was won.</summary>
    Open,
    Failed,
    Passed,
}

/// <summary>
/// Locks a login of a tenant after repeated failures (<see cref="LockOut"/>), whether it exists or not, so
/// that a lock tells nothing. Kept in the database: a restart forgets none; which are locked now is kept in memory too,
/// so that what comes in vain costs next to nothing. Attempts of one login go one after the other, so that many at once
/// get no more tries than one after another.
/// </summary>
/// <param name="database">Where failures are kept.</param>
/// <param name="time">The clock.</param>
/// <param name="attemptsMax">
/// How many may be under way or waiting for their turn; beyond, one is answered 503 <c>busy</c>.
/// </param>
internal sealed class SignInThrottle(
    IAdministrationDatabase database, TimeProvider time, int attemptsMax = SignInThrottle.AttemptsMaxDefault)
{
    private const int AttemptsMaxDefault = 1_024;

    /// <summary>Locks remembered; when there are as many, all are forgotten here, and read again.</summary>
    private const int LocksMax = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<TokenHash, Turn> _turns = [];
    private readonly Dictionary<TokenHash, DateTimeOffset> _lockedUntil = [];
    private int _present;

    /// <summary>What signing in to a tenant is counted under.</summary>
    public static TokenHash SignIn(string tenant, string login) =>
        TokenHash.Of($"sign-in\n{tenant}\n{login.ToLowerInvariant()}");

    /// <summary>What a member's own password is counted under where a session asks for it again.</summary>
    public static TokenHash OwnPassword(Principal member) => TokenHash.Of($"own\n{member.Tenant}\n{member.Member}");

    /// <summary>
    /// Runs the attempt, unless the subject is locked: then for how long still. Null when it was run.
    /// </summary>
    /// <exception cref="PasswordsBusyException">Too many are under way.</exception>
    public async Task<TimeSpan?> Run(TokenHash subject, Func<Task<Attempt>> attempt, CancellationToken cancel)
    {
        if (Locked(subject) is { } locked) return locked;
        var turn = Enter(subject);
        try
        {
            await turn.Gate.WaitAsync(cancel);
            try
            {
                return await InTurn(subject, attempt, cancel);
            }
            finally
            {
                turn.Gate.Release();
            }
        }
        finally
        {
            Leave(subject, turn);
        }
    }

    private async Task<TimeSpan?> InTurn(TokenHash subject, Func<Task<Attempt>> attempt, CancellationToken cancel)
    {
        if (Locked(subject) is { } locked) return locked;
        var known = await database.Read((rows, token) => SignInFailures.Find(rows, subject, token), cancel);
        if (known.LockedFor(time.GetUtcNow()) is { } left)
        {
            Remember(subject, known);
            return left;
        }

        switch (await attempt())
        {
            case Attempt.Failed:
                Remember(subject, await database.Write(
                    (rows, token) => SignInFailures.Note(rows, subject, time.GetUtcNow(), token),
                    CancellationToken.None));
                break;
            case Attempt.Passed when known.Failures > 0:
                await database.Write(
                    (rows, token) => SignInFailures.Forget(rows, subject, token), CancellationToken.None);
                break;
        }

        return null;
    }

    private TimeSpan? Locked(TokenHash subject)
    {
        lock (_gate)
        {
            if (!_lockedUntil.TryGetValue(subject, out var until)) return null;
            var left = until - time.GetUtcNow();
            if (left > TimeSpan.Zero) return left;
            _lockedUntil.Remove(subject);
            return null;
        }
    }

    private void Remember(TokenHash subject, LockOut standing)
    {
        if (standing.LockedFor(time.GetUtcNow()) is null) return;
        lock (_gate)
        {
            if (_lockedUntil.Count >= LocksMax) _lockedUntil.Clear();
            _lockedUntil[subject] = standing.LockedUntil;
        }
    }

    private Turn Enter(TokenHash subject)
    {
        lock (_gate)
        {
            if (_present == attemptsMax) throw new PasswordsBusyException();
            if (!_turns.TryGetValue(subject, out var turn)) _turns.Add(subject, turn = new Turn());
            _present++;
            turn.Present++;
            return turn;
        }
    }

    private void Leave(TokenHash subject, Turn turn)
    {
        lock (_gate)
        {
            _present--;
            if (--turn.Present > 0) return;
            _turns.Remove(subject);
            turn.Gate.Dispose();
        }
    }

    private sealed class Turn
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public int Present { get; set; }
    }
}
