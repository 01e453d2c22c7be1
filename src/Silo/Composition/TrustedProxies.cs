using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace LiveChat.Silo.Composition;

/// <summary>
/// Takes the client's address from <c>X-Forwarded-For</c> where a trusted proxy says it: from the right, as long as who
/// says it is trusted. Without such proxies the header means nothing, whatever the environment says.
/// </summary>
internal static class TrustedProxies
{
    /// <summary>Proxies in a row; what stands before them is not believed.</summary>
    private const int ProxiesInRowMax = 5;

    public static IServiceCollection AddTrustedProxies(
        this IServiceCollection services, IReadOnlyList<IPNetwork> networks) =>
        services.PostConfigure<ForwardedHeadersOptions>(it =>
        {
            it.ForwardedHeaders = networks.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor;
            it.ForwardLimit = ProxiesInRowMax;
            it.KnownProxies.Clear();
            it.KnownIPNetworks.Clear();
            foreach (var network in networks) it.KnownIPNetworks.Add(network);
        });
}
