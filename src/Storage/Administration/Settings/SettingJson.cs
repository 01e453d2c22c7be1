using System.Text.Json.Serialization;
using LiveChat.Core.Phrases;

namespace LiveChat.Storage.Administration.Settings;

/// <summary>
/// The JSON of settings resources: camelCase, enums by name. Members that are not known are passed over, and one that
/// is missing has its default, so that older and newer programs read each other's.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PhraseBook))]
internal sealed partial class SettingJson : JsonSerializerContext;
