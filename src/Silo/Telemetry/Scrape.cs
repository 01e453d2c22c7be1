using System.Net;
using LiveChat.Api.Auth;
using LiveChat.Api.Problems;

namespace LiveChat.Silo.Telemetry;

/// <summary>
/// <c>GET /metrics</c>: every metric of this process in Prometheus' text format, for the addresses of
/// <c>LiveChat:Telemetry:MetricsFrom</c>. For others there is no such path.
/// </summary>
internal static class Scrape
{
    public static void Map(WebApplication app, TelemetryOptions options)
    {
        var networks = options.MetricsNetworks;
        app.MapGet("/metrics", async (HttpContext http, Instruments instruments) =>
        {
            if (!IsAmong(networks, http.Connection.RemoteIpAddress))
                return (IResult)Problem.NotFound();
            return Results.Bytes(await instruments.Read(http.RequestAborted), PrometheusText.ContentType);
        }).AllowsAnyone().ExcludeFromDescription();
    }

    private static bool IsAmong(IReadOnlyList<IPNetwork> networks, IPAddress? address)
    {
        if (address is null) return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Any(network => network.Contains(plain));
    }
}
