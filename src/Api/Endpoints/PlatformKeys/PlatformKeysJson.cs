using System.Text.Json.Serialization;
using LiveChat.Api.Lists;

namespace LiveChat.Api.Endpoints.PlatformKeys;

[JsonSerializable(typeof(Create.CreatePlatformKeyRequest))]
[JsonSerializable(typeof(PlatformKeyView))]
[JsonSerializable(typeof(PageOf<PlatformKeyView>))]
internal sealed partial class PlatformKeysJson : JsonSerializerContext;
