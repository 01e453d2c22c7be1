using System.Text.Json.Serialization;
using LiveChat.Api.Endpoints.Mo;

namespace LiveChat.Api.Mo;

[JsonSerializable(typeof(MoRequest))]
[JsonSerializable(typeof(Receive.MoTaken))]
[JsonSerializable(typeof(ReceiveBatch.MoBatchRequest))]
[JsonSerializable(typeof(ReceiveBatch.MoBatchAnswer))]
internal sealed partial class MoJson : JsonSerializerContext;
