namespace LiveChat.Silo.Starting;

/// <summary>How slowly a request may come before its connection is given up: section <c>LiveChat:Pace</c>.</summary>
public sealed record PaceOptions
{
    private const int SecondsMax = 600;
    private const int BytesPerSecondMax = 1_000_000;

    /// <summary>The server measures once a second.</summary>
    private const int GraceSecondsMin = 2;

    /// <summary>From the first byte of a request to the end of its headers.</summary>
    public int HeadersSecondsMax { get; init; } = 10;

    /// <summary>How long a body may come as slowly as it wants.</summary>
    public int BodyGraceSeconds { get; init; } = 5;

    /// <summary>What of a body must have come, on average, once the grace is over.</summary>
    public int BodyBytesPerSecondMin { get; init; } = 240;

    /// <summary>The name of a setting that makes no sense; null when all do.</summary>
    public string? Faulty =>
        HeadersSecondsMax is < 1 or > SecondsMax ? nameof(HeadersSecondsMax)
        : BodyGraceSeconds is < GraceSecondsMin or > SecondsMax ? nameof(BodyGraceSeconds)
        : BodyBytesPerSecondMin is < 1 or > BytesPerSecondMax ? nameof(BodyBytesPerSecondMin)
        : null;
}
