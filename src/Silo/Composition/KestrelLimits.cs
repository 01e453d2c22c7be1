using LiveChat.Silo.Starting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LiveChat.Silo.Composition;

/// <summary>How much one client may ask of the HTTP server before a request has a body.</summary>
internal static class KestrelLimits
{
    private const int HeadersBytesMax = 16 * 1024;
    private const int HeadersMax = 64;
    private const int RequestLineBytesMax = 8 * 1024;

    /// <summary>Streams included; one more is not accepted until another has ended.</summary>
    private const int ConnectionsMax = 50_000;

    private static readonly TimeSpan s_idleConnectionMax = TimeSpan.FromMinutes(2);

    /// <summary>What comes slower than the pace is given up with 408.</summary>
    public static void Set(KestrelServerOptions kestrel, PaceOptions pace)
    {
        kestrel.Limits.MaxRequestHeadersTotalSize = HeadersBytesMax;
        kestrel.Limits.MaxRequestHeaderCount = HeadersMax;
        kestrel.Limits.MaxRequestLineSize = RequestLineBytesMax;
        kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 0;
        kestrel.Limits.MinRequestBodyDataRate =
            new MinDataRate(pace.BodyBytesPerSecondMin, TimeSpan.FromSeconds(pace.BodyGraceSeconds));
        kestrel.Limits.KeepAliveTimeout = s_idleConnectionMax;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(pace.HeadersSecondsMax);
    }
}
