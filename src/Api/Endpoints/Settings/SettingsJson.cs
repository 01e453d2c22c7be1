using System.Text.Json.Serialization;

namespace LiveChat.Api.Endpoints.Settings;

[JsonSerializable(typeof(LiveChatSettingsRequest))]
[JsonSerializable(typeof(LiveChatSettingsView))]
[JsonSerializable(typeof(IReadOnlyList<OverflowStepView>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(bool?))]
internal sealed partial class SettingsJson : JsonSerializerContext;
