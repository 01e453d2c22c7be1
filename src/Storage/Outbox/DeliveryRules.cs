using LiveChat.Contracts.Outbox;

namespace LiveChat.Storage.Outbox;

/// <summary>How a message's delivery state may move; every store follows it.</summary>
public static class DeliveryRules
{
    /// <summary>
    /// The state after an update, or null when the update changes nothing: it repeats the state, goes back, or comes
    /// after the end. A message that has arrived can no longer fail. A failed attempt counts only while it is queued.
    /// </summary>
    public static DeliveryState? Next(DeliveryState from, DeliveryUpdate update)
    {
        var to = update.DeadLetter ? DeliveryState.Failed : update.State ?? DeliveryState.Queued;
        if (to == DeliveryState.Queued) return from == DeliveryState.Queued ? to : null;
        if (from == DeliveryState.Failed) return null;
        if (to == DeliveryState.Failed) return from < DeliveryState.Delivered ? to : null;
        return to > from ? to : null;
    }
}
