using System.Text.Json.Serialization;
using LiveChat.Api.Lists;

namespace LiveChat.Api.Endpoints.ApiKeys;

[JsonSerializable(typeof(Create.CreateApiKeyRequest))]
[JsonSerializable(typeof(Rotate.RotateRequest))]
[JsonSerializable(typeof(ApiKeyView))]
[JsonSerializable(typeof(PageOf<ApiKeyView>))]
internal sealed partial class ApiKeysJson : JsonSerializerContext;
