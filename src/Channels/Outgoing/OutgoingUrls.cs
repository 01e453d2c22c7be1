using System.Net;
using System.Net.Sockets;
using LiveChat.Contracts.Outbox;

namespace LiveChat.Channels.Outgoing;

/// <summary>Judges URLs by the <see cref="AddressPolicy"/>; looks names up in DNS, for at most 5 s.</summary>
public sealed class OutgoingUrls(AddressPolicy policy) : IOutgoingUrls
{
    public const int LengthMax = 2_048;

    private static readonly TimeSpan _lookUpTimeMax = TimeSpan.FromSeconds(5);

    public async ValueTask<UrlVerdict> Judge(string url, CancellationToken cancel = default)
    {
        if (url.Length > LengthMax || !Uri.TryCreate(url, UriKind.Absolute, out var uri)) return UrlVerdict.Malformed;
        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) return UrlVerdict.SchemeNotAllowed;
        if (uri.UserInfo.Length > 0) return UrlVerdict.HasCredentials;
        if (uri.DnsSafeHost.Length == 0) return UrlVerdict.Malformed;
        var addresses = await Resolve(uri.DnsSafeHost, cancel);
        return addresses.All(policy.Allows) ? UrlVerdict.Allowed : UrlVerdict.AddressNotPublic;
    }

    private static async Task<IPAddress[]> Resolve(string host, CancellationToken cancel)
    {
        if (IPAddress.TryParse(host, out var literal)) return [literal];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(_lookUpTimeMax);
        try
        {
            return await Dns.GetHostAddressesAsync(host, limit.Token);
        }
        catch (Exception failure) when (failure is SocketException or ArgumentException
            || failure is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return [];
        }
    }
}
