using LiveChat.Contracts.Outbox;

namespace LiveChat.Api.Views;

/// <summary>The names of delivery states in answers.</summary>
internal static class DeliveryNames
{
    public static string Of(DeliveryState state) => state switch
    {
        DeliveryState.Queued => "queued",
        DeliveryState.Sent => "sent",
        DeliveryState.Delivered => "delivered",
        DeliveryState.Read => "read",
        DeliveryState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A delivery state without a name."),
    };
}
