using System.Text.Json;
using System.Text.Json.Serialization;
using LiveChat.Contracts.Directory;

namespace LiveChat.Storage.Administration.Senders;

/// <summary>A delivery as it is kept: JSON with its kind, sealed as a whole.</summary>
public static class SealedDelivery
{
    public static string Seal(ISecretSeal seal, Delivery delivery) => seal.Seal(JsonSerializer.Serialize(
        delivery switch
        {
            CallbackDelivery it => new Kept("callback", it.Url, it.Secret, null, null, null),
            PullDelivery => new Kept("pull", null, null, null, null, null),
            KannelDelivery it => new Kept("kannel", it.Url, null, it.Username, it.Password, it.HookKey),
            _ => throw new ArgumentOutOfRangeException(nameof(delivery), delivery.GetType(), "An unknown delivery."),
        },
        DeliveryJson.Default.Kept));

    public static Delivery Open(ISecretSeal seal, string sealedDelivery) =>
        JsonSerializer.Deserialize(seal.Open(sealedDelivery), DeliveryJson.Default.Kept) switch
        {
            { Kind: "callback" } it => new CallbackDelivery(it.Url!, it.Secret!),
            { Kind: "pull" } => new PullDelivery(),
            { Kind: "kannel" } it => new KannelDelivery(it.Url!, it.Username!, it.Password!, it.HookKey!),
            var it => throw new InvalidOperationException($"A kept delivery of unknown kind {it?.Kind}."),
        };

    internal sealed record Kept(
        string Kind, string? Url, string? Secret, string? Username, string? Password, string? HookKey);
}

[JsonSerializable(typeof(SealedDelivery.Kept))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class DeliveryJson : JsonSerializerContext;
