using LiveChat.Api.Validation;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Senders;

/// <summary>Rules for deliveries.</summary>
internal static class DeliveryFields
{
    private const string SecretPrefix = "whsec_";
    private const int SecretLengthMax = 200;
    private const int CredentialLengthMax = 200;

    /// <summary>The delivery; whatever, when something was noted.</summary>
    /// <param name="findings">Where faults are noted.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="channel">The sender's channel.</param>
    /// <param name="hookKey">The secret of the hook's path, where the kind has a hook.</param>
    public static Delivery Delivery(
        this Findings findings, DeliveryRequest request, Channel channel, Func<string> hookKey)
    {
        switch (request.Kind)
        {
            case "callback":
                Refuse(findings, request.Kind, request with { Url = null, Secret = null });
                return new CallbackDelivery(Url(findings, request.Url), Secret(findings, request.Secret));
            case "pull":
                Refuse(findings, request.Kind, request);
                return new PullDelivery();
            case "kannel":
                Refuse(findings, request.Kind, request with { Url = null, Username = null, Password = null });
                findings.Require(channel == Channel.Sms, "delivery.kind", "carries SMS only");
                return new KannelDelivery(
                    Url(findings, request.Url), Credential(findings, "delivery.username", request.Username),
                    Credential(findings, "delivery.password", request.Password), hookKey());
            case "whatsappCloud" or "twilio":
                findings.NotAvailableUnless(false, "delivery.kind");
                return new PullDelivery();
            default:
                findings.Add("delivery.kind", "must be callback, pull, kannel, whatsappCloud or twilio");
                return new PullDelivery();
        }
    }

    /// <summary>Notes what is given beyond the fields of the kind, which <c>others</c> no longer has.</summary>
    private static void Refuse(Findings findings, string kind, DeliveryRequest others)
    {
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)
            [
                ("url", others.Url), ("secret", others.Secret), ("username", others.Username),
                ("password", others.Password), ("phoneNumberId", others.PhoneNumberId),
                ("accessToken", others.AccessToken), ("appSecret", others.AppSecret),
                ("verifyToken", others.VerifyToken), ("graphUrl", others.GraphUrl),
                ("accountSid", others.AccountSid), ("authToken", others.AuthToken),
            ])
        {
            findings.Require(value is null, $"delivery.{name}", $"is not a field of {kind}");
        }
    }

    /// <summary>Whether it may be called is judged separately: it needs a look-up.</summary>
    private static string Url(Findings findings, string? url)
    {
        findings.Require(!string.IsNullOrWhiteSpace(url), "delivery.url", "is required");
        return url ?? "";
    }

    /// <summary>As in the Standard Webhooks specification: <c>whsec_</c> and base64 of the key.</summary>
    private static string Secret(Findings findings, string? secret)
    {
        var key = new byte[SecretLengthMax];
        var isSecret = secret is not null && secret.Length <= SecretLengthMax
            && secret.StartsWith(SecretPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64Chars(secret.AsSpan(SecretPrefix.Length), key, out var length) && length > 0;
        findings.Require(isSecret, "delivery.secret", $"must be {SecretPrefix} and base64");
        return secret ?? "";
    }

    private static string Credential(Findings findings, string field, string? value) =>
        findings.Name(field, value ?? "", CredentialLengthMax);
}
