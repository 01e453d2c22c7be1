using Microsoft.AspNetCore.Identity;

namespace LiveChat.Api.Auth;

/// <summary>
/// Hashes passwords with ASP.NET Core's hasher (PBKDF2, HMAC-SHA512, its default iterations). It is slow by intent, so
/// only a few run at a time, off the request's thread, and who finds too many waiting is told that the server is busy.
/// </summary>
public sealed class PasswordHashing
{
    /// <summary>Beyond these a request is answered 503 <c>busy</c>.</summary>
    private const int WaitingMax = 256;

    private static readonly object _nobody = new();

    private readonly PasswordHasher<object> _hasher = new();
    private readonly SemaphoreSlim _slots = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly string _hashOfNothing;
    private int _waiting;

    public PasswordHashing() => _hashOfNothing = _hasher.HashPassword(_nobody, BearerToken.Create(""));

    /// <exception cref="Storage.StoreBusyException">Too many wait.</exception>
    public Task<string> Hash(string password, CancellationToken cancel = default) =>
        InTurn(() => _hasher.HashPassword(_nobody, password), cancel);

    /// <summary>
    /// Whether the password is the one of the hash. With a null hash (nobody has that login) it takes as long, and is
    /// false.
    /// </summary>
    /// <exception cref="Storage.StoreBusyException">Too many wait.</exception>
    public Task<bool> Verify(string? hash, string password, CancellationToken cancel = default) => InTurn(
        () => _hasher.VerifyHashedPassword(_nobody, hash ?? _hashOfNothing, password)
            != PasswordVerificationResult.Failed && hash is not null,
        cancel);

    private async Task<T> InTurn<T>(Func<T> work, CancellationToken cancel)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > WaitingMax)
                throw new Storage.StoreBusyException("Too many passwords wait to be hashed.");
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
