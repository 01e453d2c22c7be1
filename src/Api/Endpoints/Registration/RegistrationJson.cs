using System.Text.Json.Serialization;

namespace LiveChat.Api.Endpoints.Registration;

[JsonSerializable(typeof(Create.RegisterRequest))]
[JsonSerializable(typeof(Create.Registered))]
[JsonSerializable(typeof(Get.RegistrationView))]
internal sealed partial class RegistrationJson : JsonSerializerContext;
