using System.Text.Json.Serialization;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Senders;

/// <summary>A sender. <c>HookUrl</c>: where its adapter calls us, if its kind of adapter does.</summary>
public sealed record SenderView(
    SenderId Id, string Address, Channel Channel, string Mode, QueueId QueueId, DeliveryView Delivery, int Priority,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? HookUrl,
    DateTimeOffset CreatedAt);

/// <summary>A delivery without its secrets.</summary>
public sealed record DeliveryView(
    string Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Url,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Username)
{
    public static DeliveryView Of(Delivery delivery) => delivery switch
    {
        CallbackDelivery it => new("callback", it.Url, null),
        PullDelivery => new("pull", null, null),
        KannelDelivery it => new("kannel", it.Url, it.Username),
        _ => throw new ArgumentOutOfRangeException(nameof(delivery), delivery.GetType(), "An unknown delivery."),
    };
}
