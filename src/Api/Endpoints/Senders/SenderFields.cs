using System.Buffers.Text;
using System.Security.Cryptography;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Outbox;

namespace LiveChat.Api.Endpoints.Senders;

/// <summary>Rules that creating and editing a sender share.</summary>
internal static class SenderFields
{
    public const string ExclusiveMode = "exclusive";

    private const int PriorityMax = 9;
    private const int HookKeyBytesCount = 32;

    /// <summary><c>exclusive</c>; <c>campaign</c> is not available.</summary>
    public static void Mode(this Findings findings, string value)
    {
        if (value == "campaign") findings.NotAvailableUnless(false, "mode");
        else findings.Require(value == ExclusiveMode, "mode", "must be exclusive or campaign");
    }

    public static int Priority(this Findings findings, int value) =>
        findings.Within("priority", value, 0, PriorityMax);

    public static string NewHookKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(HookKeyBytesCount));

    /// <summary>The problem of a delivery to where we may not call; null when there is none.</summary>
    public static async ValueTask<Problem?> ProblemOf(
        this IOutgoingUrls urls, Delivery delivery, CancellationToken cancel)
    {
        var url = delivery switch
        {
            CallbackDelivery it => it.Url,
            KannelDelivery it => it.Url,
            _ => null,
        };
        if (url is null) return null;
        return await urls.Judge(url, cancel) switch
        {
            UrlVerdict.Allowed => null,
            UrlVerdict.Malformed => NotAllowed("must be an absolute URL of at most 2,048 characters"),
            UrlVerdict.SchemeNotAllowed => NotAllowed("must begin with https:// or http://"),
            UrlVerdict.HasCredentials => NotAllowed("must not hold a username or password"),
            _ => NotAllowed("must lead to a public address"),
        };
    }

    private static Problem NotAllowed(string message) =>
        new(422, "url-not-allowed", "We may not call this URL.", $"delivery.url: {message}")
        {
            Errors = new Dictionary<string, string[]> { ["delivery.url"] = [message] },
        };
}
