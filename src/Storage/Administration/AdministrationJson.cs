using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Agents;
using LiveChat.Core.Hours;
using LiveChat.Core.Letters;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Events;

namespace LiveChat.Storage.Administration;

/// <summary>
/// Settings as a column of JSON: camelCase, nothing where a member is null, ids as 32 hexadecimal digits. Members that
/// are not known are passed over.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(IdConverter<QueueId>), typeof(IdConverter<QuestionnaireId>)])]
[JsonSerializable(typeof(LiveChatSettings))]
[JsonSerializable(typeof(HoursDefinition))]
[JsonSerializable(typeof(ImmutableArray<AgentStatus>))]
[JsonSerializable(typeof(Letter))]
internal sealed partial class AdministrationJson : JsonSerializerContext
{
    public static string Write<T>(T settings) => JsonSerializer.Serialize(settings, TypeOf<T>());

    public static T Read<T>(string stored) => JsonSerializer.Deserialize(stored, TypeOf<T>())!;

    /// <summary>Whether both would be stored alike.</summary>
    public static bool AreSame<T>(T one, T other) => Write(one) == Write(other);

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Default.GetTypeInfo(typeof(T))!;
}
