using System.Diagnostics.CodeAnalysis;
using System.Text;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Sms;

namespace LiveChat.Channels.Kannel;

/// <summary>The request by which smsbox is asked to send one message.</summary>
internal static class SendSmsUrl
{
    private const string PathDefault = "/cgi-bin/sendsms";
    private const int CodingGsm7 = 0;
    private const int CodingUcs2 = 2;

    /// <summary>All reports: delivered (1), failed (2), buffered (4), taken (8) and refused (16) by the SMSC.</summary>
    private const int ReportMask = 31;

    /// <summary>False when the delivery's URL cannot be used.</summary>
    public static bool TryWrite(
        KannelDelivery delivery, OutboxMessage message, string reportUrl, [NotNullWhen(true)] out Uri? url)
    {
        url = null;
        if (!Uri.TryCreate(delivery.Url, UriKind.Absolute, out var given)) return false;
        var coding = SmsLength.Of(message.Text).Coding == SmsCoding.Gsm7 ? CodingGsm7 : CodingUcs2;
        var text = new StringBuilder(given.GetLeftPart(UriPartial.Path));
        if (given.AbsolutePath == "/") text.Length--;
        if (given.AbsolutePath == "/") text.Append(PathDefault);
        text.Append(given.Query.Length > 1 ? given.Query + "&" : "?")
            .Append("username=").Append(Uri.EscapeDataString(delivery.Username))
            .Append("&password=").Append(Uri.EscapeDataString(delivery.Password))
            .Append("&from=").Append(Uri.EscapeDataString(message.SenderAddress))
            .Append("&to=").Append(Uri.EscapeDataString(message.To))
            .Append("&coding=").Append(coding)
            .Append("&charset=UTF-8")
            .Append("&text=").Append(Uri.EscapeDataString(message.Text))
            .Append("&dlr-mask=").Append(ReportMask)
            .Append("&dlr-url=").Append(Uri.EscapeDataString(reportUrl));
        return Uri.TryCreate(text.ToString(), UriKind.Absolute, out url);
    }
}
