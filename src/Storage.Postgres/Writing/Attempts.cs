using LiveChat.Storage.Postgres.Raw;

namespace LiveChat.Storage.Postgres.Writing;

/// <summary>
/// How often a transaction of which nothing was committed begins again before its caller hears of it.
/// </summary>
internal static class Attempts
{
    /// <summary>Each needs another process that gets in between, so the limit is met by a bug only.</summary>
    private const int Max = 10;

    /// <summary>
    /// After a loss one more: the connection was kept from before the server's restart. A second loss says that the
    /// server is away.
    /// </summary>
    public static bool MayFollow(int attempt, Exception failed) =>
        PostgresFault.IsOvertaken(failed) ? attempt < Max : PostgresFault.IsLoss(failed) && attempt == 1;
}
