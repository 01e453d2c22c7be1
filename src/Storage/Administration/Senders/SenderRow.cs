using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Senders;

/// <summary>A tenant's own number, exclusive to live chat.</summary>
public sealed class SenderRow
{
    public required TenantId Tenant { get; init; }
    public required SenderId Id { get; init; }
    public required Channel Channel { get; init; }

    /// <summary>Normalised; unique per channel in the installation.</summary>
    public required string Address { get; init; }

    public required QueueId Queue { get; set; }
    public required int Priority { get; set; }

    /// <summary>The delivery with its secrets, sealed by <see cref="ISecretSeal"/>.</summary>
    public required string SealedDelivery { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
