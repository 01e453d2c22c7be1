using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace LiveChat.Api.Auth;

/// <summary>What is to be said of a password.</summary>
public enum PasswordVerdict : byte
{
    Wrong,
    Right,

    /// <summary>Right, and its hash is of a former way: it is to be hashed anew.</summary>
    RightButOld,
}

/// <summary>
/// Hashes passwords with ASP.NET Core's hasher (PBKDF2, HMAC-SHA512; its default iterations unless told otherwise). It
/// is slow by intent, so only a few run at a time, off the request's thread, in turn for the addresses that they come
/// from; who finds too many waiting is told that the server is busy. Each is counted, as
/// <c>livechat.passwords.hashed</c> of the meter <c>LiveChat.Api</c>.
/// </summary>
public sealed class PasswordHashing
{
    /// <summary>The fewest iterations that may be asked for: for tests, which keep no secrets.</summary>
    public const int IterationsMin = 1_000;

    /// <summary>The most: seconds for a sign-in.</summary>
    public const int IterationsMax = 10_000_000;

    /// <summary>How many may be at work or wait.</summary>
    internal const int PresentMax = 512;

    private const int SourceShare = 2;

    private static readonly object _nobody = new();

    private readonly PasswordHasher<object> _hasher;
    private readonly FairTurns _turns;
    private readonly string _hashOfNothing;
    private readonly Counter<long>? _hashed;

    /// <param name="iterations">Of the hash; null: the hasher's own.</param>
    /// <param name="meters">Makes the meter; null: nothing is counted.</param>
    public PasswordHashing(int? iterations = null, IMeterFactory? meters = null)
        : this(PresentMax, iterations) => _hashed = meters?.Create("LiveChat.Api").CreateCounter<long>(
            "livechat.passwords.hashed", "{password}", "Passwords hashed, to be kept or to be compared.");

    /// <param name="presentMax">
    /// Beyond these at work or waiting, and half as many of one address, a request is answered 503 <c>busy</c>.
    /// </param>
    /// <param name="iterations">Of the hash; null: the hasher's own.</param>
    internal PasswordHashing(int presentMax, int? iterations)
    {
        var options = new PasswordHasherOptions();
        if (iterations is { } count) options.IterationCount = count;
        _hasher = new PasswordHasher<object>(Options.Create(options));
        _turns = new FairTurns(
            Math.Max(1, Environment.ProcessorCount / 2), presentMax, Math.Max(1, presentMax / SourceShare));
        _hashOfNothing = _hasher.HashPassword(_nobody, BearerToken.Create(""));
    }

    /// <exception cref="PasswordsBusyException">Too many wait.</exception>
    public Task<string> Hash(string password, CancellationToken cancel = default) => Hash(password, "", cancel);

    /// <param name="password">The password.</param>
    /// <param name="source">Whose turn it takes: an address, or nothing in particular.</param>
    /// <param name="cancel">Gives up, as long as it has not begun.</param>
    /// <exception cref="PasswordsBusyException">Too many wait.</exception>
    public Task<string> Hash(string password, string source, CancellationToken cancel = default) =>
        InTurn(() => _hasher.HashPassword(_nobody, password), source, cancel);

    /// <summary>
    /// Whether the password is the one of the hash. With a null hash (nobody has that login) it takes as long, and is
    /// wrong.
    /// </summary>
    /// <exception cref="PasswordsBusyException">Too many wait.</exception>
    public Task<PasswordVerdict> Verify(
        string? hash, string password, string source = "", CancellationToken cancel = default) => InTurn(
        () => _hasher.VerifyHashedPassword(_nobody, hash ?? _hashOfNothing, password) switch
        {
            _ when hash is null => PasswordVerdict.Wrong,
            PasswordVerificationResult.Success => PasswordVerdict.Right,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordVerdict.RightButOld,
            _ => PasswordVerdict.Wrong,
        },
        source, cancel);

    private Task<T> InTurn<T>(Func<T> work, string source, CancellationToken cancel) => _turns.Run(
        source,
        () =>
        {
            _hashed?.Add(1);
            return Task.Run(work, CancellationToken.None);
        },
        cancel);
}
