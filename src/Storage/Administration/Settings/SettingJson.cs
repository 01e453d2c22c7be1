using System.Text.Json.Serialization;
using LiveChat.Core.Access;
using LiveChat.Core.Phrases;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Rules;
using LiveChat.Storage.Events;

namespace LiveChat.Storage.Administration.Settings;

/// <summary>
/// The JSON of settings resources: camelCase, enums by name. Members that are not known are passed over, and one that
/// is missing has its default, so that older and newer programs read each other's.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(IdConverter<LabelId>), typeof(IdConverter<AgentId>), typeof(IdConverter<QueueId>),
        typeof(IdConverter<QuestionnaireId>), typeof(IdConverter<AvatarId>),
    ])]
[JsonSerializable(typeof(PhraseBook))]
[JsonSerializable(typeof(ClosureRules))]
[JsonSerializable(typeof(LocalisationRules))]
[JsonSerializable(typeof(SecurityRules))]
[JsonSerializable(typeof(LabelCatalogue))]
[JsonSerializable(typeof(Organisation))]
[JsonSerializable(typeof(BotIdentity))]
[JsonSerializable(typeof(BotPause))]
[JsonSerializable(typeof(WorkspaceRules))]
[JsonSerializable(typeof(RoleRules))]
[JsonSerializable(typeof(QuestionnaireCatalogue))]
[JsonSerializable(typeof(QuestionnaireRules))]
internal sealed partial class SettingJson : JsonSerializerContext;
