using System.Globalization;

namespace LiveChat.Grains;

/// <summary>
/// When asks that stay within a node give up waiting: after as long as those to another node do, give or take a
/// stretch. All that set out within one stretch of time give up together, so that none of them needs a timer.
/// </summary>
internal sealed class AnswerTime(TimeProvider time)
{
    /// <summary>Of every ask, as <see cref="Actors.IActorGrain.Ask"/> needs it written.</summary>
    public const string MaxText = "00:00:05";

    public static readonly TimeSpan Max = TimeSpan.Parse(MaxText, CultureInfo.InvariantCulture);

    public static readonly TimeSpan Stretch = TimeSpan.FromMilliseconds(500);

    private Part? _present;

    /// <summary>Cancelled when an ask that sets out now has waited for too long.</summary>
    public CancellationToken OfNext()
    {
        var now = time.GetTimestamp();
        var present = Volatile.Read(ref _present);
        if (present is null || time.GetElapsedTime(present.Began, now) >= Stretch)
        {
            // Not disposed: its timer is, when it has fired. Of two that are made at once each serves its asks.
            present = new Part(now, new CancellationTokenSource(Max, time).Token);
            Volatile.Write(ref _present, present);
        }

        return present.Late;
    }

    private sealed record Part(long Began, CancellationToken Late);
}
