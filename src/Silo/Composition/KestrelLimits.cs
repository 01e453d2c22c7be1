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

    /// <summary>A body that comes slower than this, after a grace, is given up with 408.</summary>
    private static readonly MinDataRate s_bodyRateMin = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    private static readonly TimeSpan s_idleConnectionMax = TimeSpan.FromMinutes(2);

    public static void Set(KestrelServerOptions kestrel)
    {
        kestrel.Limits.MaxRequestHeadersTotalSize = HeadersBytesMax;
        kestrel.Limits.MaxRequestHeaderCount = HeadersMax;
        kestrel.Limits.MaxRequestLineSize = RequestLineBytesMax;
        kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 0;
        kestrel.Limits.MinRequestBodyDataRate = s_bodyRateMin;
        kestrel.Limits.KeepAliveTimeout = s_idleConnectionMax;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    }
}
