using System.Text.Json.Serialization;

namespace LiveChat.Api.Endpoints.Danger;

[JsonSerializable(typeof(ConfirmRequest))]
[JsonSerializable(typeof(BotPauseView))]
[JsonSerializable(typeof(DangerView))]
internal sealed partial class DangerJson : JsonSerializerContext;
