using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LiveChat.Silo.Composition;

/// <summary>How much one client may ask of the HTTP server before a request has a body.</summary>
internal static class KestrelLimits
{
    private const int HeadersBytesMax = 16 * 1024;
    private const int HeadersMax = 64;
    private const int RequestLineBytesMax = 8 * 1024;

    public static void Set(KestrelServerOptions kestrel)
    {
        kestrel.Limits.MaxRequestHeadersTotalSize = HeadersBytesMax;
        kestrel.Limits.MaxRequestHeaderCount = HeadersMax;
        kestrel.Limits.MaxRequestLineSize = RequestLineBytesMax;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    }
}
