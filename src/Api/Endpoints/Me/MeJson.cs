using System.Text.Json.Serialization;

namespace LiveChat.Api.Endpoints.Me;

[JsonSerializable(typeof(GetMe.MeView))]
[JsonSerializable(typeof(SetStatus.StatusRequest))]
[JsonSerializable(typeof(SetStatus.StatusAnswer))]
internal sealed partial class MeJson : JsonSerializerContext;
