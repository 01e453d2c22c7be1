using Microsoft.AspNetCore.Identity;

namespace LiveChat.Api.Auth;

/// <summary>
/// Hashes passwords with ASP.NET Core's hasher (PBKDF2, HMAC-SHA512, its default iterations). It is slow by intent, so
/// only a few run at a time, off the request's thread, and who finds too many waiting is told that the server is busy.
/// </summary>
public sealed class PasswordHashing
{
    private const int WaitingMaxDefault = 256;

    private static readonly object _nobody = new();

    private readonly PasswordHasher<object> _hasher = new();
    private readonly SemaphoreSlim _slots = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly string _hashOfNothing;
    private readonly int _waitingMax;
    private int _waiting;

    /// <param name="waitingMax">Beyond these a request is answered 503 <c>busy</c>.</param>
    public PasswordHashing(int waitingMax = WaitingMaxDefault)
    {
        _waitingMax = waitingMax;
        _hashOfNothing = _hasher.HashPassword(_nobody, BearerToken.Create(""));
    }

    /// <exception cref="PasswordsBusyException">Too many wait.</exception>
    public Task<string> Hash(string password, CancellationToken cancel = default) =>
        InTurn(() => _hasher.HashPassword(_nobody, password), cancel);

    /// <summary>
    /// Whether the password is the one of the hash. With a null hash (nobody has that login) it takes as long, and is
    /// false.
    /// </summary>
    /// <exception cref="PasswordsBusyException">Too many wait.</exception>
    public Task<bool> Verify(string? hash, string password, CancellationToken cancel = default) => InTurn(
        () => _hasher.VerifyHashedPassword(_nobody, hash ?? _hashOfNothing, password)
            != PasswordVerificationResult.Failed && hash is not null,
        cancel);

    private async Task<T> InTurn<T>(Func<T> work, CancellationToken cancel)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > _waitingMax)
                throw new PasswordsBusyException();
            await _slots.WaitAsync(cancel);
            try
            {
                return await Task.Run(work, CancellationToken.None);
            }
            finally
            {
                _slots.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
