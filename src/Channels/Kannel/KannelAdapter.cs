using System.Net;
using System.Text;
using LiveChat.Channels.Outbox;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Outbox;

namespace LiveChat.Channels.Kannel;

/// <summary>
/// Sends by the <c>sendsms</c> interface of Kannel's smsbox (user guide, "Using the HTTP interface to send SMS
/// messages"). 202 means that bearerbox has it: <c>0: Accepted for delivery</c> or <c>3: Queued for later delivery</c>.
/// Given up is what Kannel calls undeliverable: 400 and 415 (a field it refuses), and 403 <c>Not routable</c>. All else
/// is tried again, 403 <c>Authorization failed</c> too, since an account can be set right.
/// </summary>
public sealed class KannelAdapter(HttpMessageInvoker http, KannelHookUrls hooks, TimeProvider clock) : IAdapter
{
    private const int AnswerBytesMax = 256;

    public async ValueTask<Attempt> Send(SenderEntry sender, OutboxMessage message, CancellationToken cancel)
    {
        var delivery = (KannelDelivery)sender.Delivery;
        if (!SendSmsUrl.TryWrite(delivery, message, hooks.ReportUrl(sender, delivery, message.Id), out var url))
            return Attempt.Failed("url-not-valid");
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        using var response = await http.SendAsync(request, cancel);
        if (response.IsSuccessStatusCode) return Attempt.Taken;
        var code = HttpOutcome.CodeOf(response);
        var refused = response.StatusCode switch
        {
            HttpStatusCode.BadRequest or HttpStatusCode.UnsupportedMediaType => true,
            HttpStatusCode.Forbidden => await Begins(response, "Not routable", cancel),
            _ => false,
        };
        return refused
            ? Attempt.Refused(code)
            : Attempt.Failed(code, HttpOutcome.RetryAfter(response, clock.GetUtcNow()));
    }

    private static async Task<bool> Begins(HttpResponseMessage response, string with, CancellationToken cancel)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        var bytes = new byte[AnswerBytesMax];
        var length = await body.ReadAtLeastAsync(bytes, with.Length, throwOnEndOfStream: false, cancel);
        return Encoding.ASCII.GetString(bytes, 0, length).StartsWith(with, StringComparison.OrdinalIgnoreCase);
    }
}
