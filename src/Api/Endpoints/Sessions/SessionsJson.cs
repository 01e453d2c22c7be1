using System.Text.Json.Serialization;

namespace LiveChat.Api.Endpoints.Sessions;

[JsonSerializable(typeof(Create.SignInRequest))]
[JsonSerializable(typeof(Create.SignedIn))]
internal sealed partial class SessionsJson : JsonSerializerContext;
