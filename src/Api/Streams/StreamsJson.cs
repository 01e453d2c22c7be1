using System.Text.Json.Serialization;

namespace LiveChat.Api.Streams;

[JsonSerializable(typeof(SnapshotData))]
[JsonSerializable(typeof(AssignedData))]
[JsonSerializable(typeof(OfferData))]
[JsonSerializable(typeof(TransferredData))]
[JsonSerializable(typeof(MessageData))]
[JsonSerializable(typeof(DeliveryData))]
[JsonSerializable(typeof(EndedData))]
[JsonSerializable(typeof(WarningData))]
[JsonSerializable(typeof(StatusData))]
[JsonSerializable(typeof(HelpData))]
internal sealed partial class StreamsJson : JsonSerializerContext;
