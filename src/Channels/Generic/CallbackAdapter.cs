using System.Net;
using System.Runtime.CompilerServices;
using LiveChat.Channels.Outbox;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Outbox;

namespace LiveChat.Channels.Generic;

/// <summary>
/// Posts a message to the sender's URL, signed as in the Standard Webhooks specification with the message id as
/// <c>webhook-id</c>. 2xx: taken; 400, 410, 413, 422: never; all else, redirects included: to be tried again.
/// </summary>
public sealed class CallbackAdapter(HttpMessageInvoker http, TimeProvider clock) : IAdapter
{
    private readonly ConditionalWeakTable<CallbackDelivery, Target> _targets = [];

    public async ValueTask<Attempt> Send(SenderEntry sender, OutboxMessage message, CancellationToken cancel)
    {
        var target = _targets.GetValue((CallbackDelivery)sender.Delivery, Target.Of);
        if (target.Url is null) return Attempt.Failed("url-not-valid");
        if (target.Key is null) return Attempt.Failed("secret-not-valid");
        using var request = CallbackRequest.Write(target.Url, target.Key, message, clock.GetUtcNow());
        using var response = await http.SendAsync(request, cancel);
        return Read(response, clock.GetUtcNow());
    }

    private static Attempt Read(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.IsSuccessStatusCode) return Attempt.Taken;
        var code = HttpOutcome.CodeOf(response);
        return response.StatusCode
            is HttpStatusCode.Gone or HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge
            or HttpStatusCode.UnprocessableEntity
            ? Attempt.Refused(code)
            : Attempt.Failed(code, HttpOutcome.RetryAfter(response, now));
    }

    /// <summary>What is the same for all messages of a delivery; null where the settings are not usable.</summary>
    private sealed record Target(Uri? Url, byte[]? Key)
    {
        public static Target Of(CallbackDelivery delivery) => new(
            Uri.TryCreate(delivery.Url, UriKind.Absolute, out var url) ? url : null,
            WebhookSignature.TryReadSecret(delivery.Secret, out var key) ? key : null);
    }
}
