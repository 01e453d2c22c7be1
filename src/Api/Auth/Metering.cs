using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Api.Auth;

/// <summary>
/// Counts requests that came with an API key, each once it is answered. What a long poll waited by its caller's wish is
/// no latency.
/// </summary>
internal static class Metering
{
    /// <param name="usage">The key's.</param>
    /// <param name="http">The exchange.</param>
    /// <param name="time">The clock.</param>
    /// <param name="startedAt">Its time stamp when the request came.</param>
    /// <param name="succeeded">It was answered, with a status below 400.</param>
    public static void Count(this KeyUsage usage, HttpContext http, TimeProvider time, long startedAt, bool succeeded)
    {
        var waited = http.Features.Get<LongPoll>()?.Waited ?? TimeSpan.Zero;
        usage.Add(time.GetUtcNow(), time.GetElapsedTime(startedAt) - waited, succeeded);
    }

    /// <summary>The request waited so long for something to answer with.</summary>
    public static void NoteWait(this HttpContext http, TimeSpan waited)
    {
        if (http.Features.Get<LongPoll>() is { } poll) poll.Waited += waited;
        else http.Features.Set(new LongPoll { Waited = waited });
    }

    private sealed class LongPoll
    {
        public TimeSpan Waited { get; set; }
    }
}
