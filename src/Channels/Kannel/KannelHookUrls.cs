using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;

namespace LiveChat.Channels.Kannel;

/// <summary>The addresses at which smsbox calls us.</summary>
/// <param name="publicUrl">How smsbox reaches this server, without a slash at its end.</param>
public sealed class KannelHookUrls(string publicUrl)
{
    public const string Path = "/v1/hooks/kannel";

    /// <summary>
    /// Where the delivery reports of a message go. <c>%d</c> and <c>%A</c> are smsbox's: the kind of report and the
    /// SMSC's answer.
    /// </summary>
    public string ReportUrl(SenderEntry sender, KannelDelivery delivery, MessageId message) =>
        $"{publicUrl}{Path}/{new HookConnection(sender.Id, delivery.HookKey)}/dlr?id={message}&type=%d&answer=%A";
}
