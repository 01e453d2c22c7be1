using System.Text.Json.Serialization;
using LiveChat.Api.Lists;

namespace LiveChat.Api.Endpoints.Senders;

[JsonSerializable(typeof(Create.CreateSenderRequest))]
[JsonSerializable(typeof(Edit.EditSenderRequest))]
[JsonSerializable(typeof(DeliveryRequest))]
[JsonSerializable(typeof(SenderView))]
[JsonSerializable(typeof(PageOf<SenderView>))]
internal sealed partial class SendersJson : JsonSerializerContext;
