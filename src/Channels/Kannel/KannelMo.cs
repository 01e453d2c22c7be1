using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Addresses;
using LiveChat.Core.Primitives;

namespace LiveChat.Channels.Kannel;

/// <summary>
/// An MO as smsbox tells it. Its id is Kannel's own (<c>%I</c>): the same in every try of smsbox and after a restart of
/// bearerbox with a store, but a new one when the SMSC itself repeats the message. Without <c>%I</c> the time
/// (<c>%T</c>) and the content stand in for it, and without both every call is a message.
/// </summary>
internal static class KannelMo
{
    private const int IdLengthMax = 200;

    /// <summary>Null when it does not come from a telephone number.</summary>
    public static async ValueTask<IncomingMo?> Read(HttpRequest request, SenderEntry sender)
    {
        var query = KannelQuery.Parse(request.QueryString.Value ?? "");
        var body = HttpMethods.IsPost(request.Method) ? await ReadBody(request) : [];
        if (request.HasFormContentType) query = KannelQuery.Parse($"{request.QueryString.Value}&{Latin1(body)}");
        var from = query.Text("from") ?? "";
        if (!ContactAddress.TryNormalise(sender.Channel, from, bareIsInternational: true, out var contact)) return null;

        var bytes = query.Bytes("text") ?? body;
        var charset = query.Text("charset") ?? request.GetTypedHeaders().ContentType?.Charset.Value?.Trim('"');
        var text = KannelText.Decode(bytes, query.Text("coding"), charset);
        return new IncomingMo(
            sender.Tenant, sender.Channel, sender.Address, contact, IdOf(query, contact, bytes), StorableText.Of(text),
            TimeOf(query), []);
    }

    private static async Task<byte[]> ReadBody(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        return buffer.ToArray();
    }

    private static string IdOf(KannelQuery query, string contact, byte[] bytes)
    {
        if (query.Text("id") is { Length: <= IdLengthMax } id && StorableText.IsStorable(id)) return id;
        if (query.Text("ts") is not { } time) return Guid.CreateVersion7().ToString("N");
        var content = Encoding.UTF8.GetBytes($"{time}\n{contact}\n");
        return Convert.ToHexStringLower(SHA256.HashData([.. content, .. bytes]));
    }

    private static DateTimeOffset? TimeOf(KannelQuery query) =>
        long.TryParse(query.Text("ts"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static string Latin1(byte[] form) => Encoding.Latin1.GetString(form);
}
