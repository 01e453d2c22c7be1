using LiveChat.Core.Primitives;

namespace LiveChat.Contracts.Directory;

/// <summary>A sender, its queue, and how MT leaves. Secrets are in clear here and never leave the process.</summary>
public sealed record SenderEntry(
    TenantId Tenant, SenderId Id, string Address, Channel Channel, QueueId Queue, int Priority, Delivery Delivery);

/// <summary>How MT of a sender reach their adapter.</summary>
public abstract record Delivery;

/// <summary>
/// A signed POST to <c>Url</c>, as in the Standard Webhooks specification; the secret begins with <c>whsec_</c>.
/// </summary>
public sealed record CallbackDelivery(string Url, string Secret) : Delivery;

/// <summary>The adapter fetches with <c>GET /v1/mt</c>.</summary>
public sealed record PullDelivery : Delivery;

/// <summary>
/// Kannel's smsbox <c>sendsms</c> at <c>Url</c>. <c>HookKey</c> (32 random bytes, base64url) is the secret part of the
/// <see cref="HookConnection"/> at which smsbox calls us.
/// </summary>
public sealed record KannelDelivery(string Url, string Username, string Password, string HookKey) : Delivery;
