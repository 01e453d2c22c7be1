namespace LiveChat.Channels.Outbox;

/// <summary>What adapters that speak HTTP read from an answer.</summary>
internal static class HttpOutcome
{
    /// <summary>The code of an answer that is no success: <c>http-503</c>.</summary>
    public static string CodeOf(HttpResponseMessage response) =>
        FormattableString.Invariant($"http-{(int)response.StatusCode}");

    /// <summary>
    /// What <c>Retry-After</c> asks for, in either of its forms; null when it does not, or asks for the past.
    /// </summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        var asked = response.Headers.RetryAfter;
        var delay = asked?.Delta ?? asked?.Date - now;
        return delay > TimeSpan.Zero ? delay : null;
    }
}
