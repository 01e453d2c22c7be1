using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LiveChat.Api.Endpoints;
using LiveChat.Api.Endpoints.Conversations;
using LiveChat.Api.Endpoints.Me;
using LiveChat.Api.Endpoints.Mt;
using LiveChat.Api.Mo;
using LiveChat.Api.Streams;
using LiveChat.Api.Views;
using LiveChat.Core.Conversations;
using LiveChat.Core.Letters;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Queues;
using LiveChat.Core.Rules;
using LiveChat.Storage.Administration.Invitations;
using LiveChat.Storage.Administration.Mails;

namespace LiveChat.Api.Json;

/// <summary>
/// JSON as the API speaks it: camelCase, RFC 3339 times, enums by name, ids as opaque strings. Bodies are read
/// strictly: unknown and repeated fields, wrong types, missing fields and null where a value must be are refused. Types
/// come from source-generated contexts only; each area adds its own to <see cref="Contexts"/>.
/// </summary>
public static class ApiJson
{
    public static readonly JsonSerializerOptions Options = Build();

    /// <summary>The contexts of all areas, in order of look-up.</summary>
    private static IJsonTypeInfoResolver[] Contexts =>
    [
        SharedJson.Default, ViewsJson.Default, MoJson.Default, ConversationsJson.Default, MeJson.Default,
        StreamsJson.Default, MtJson.Default, .. AdministrationEndpoints.JsonContexts,
    ];

    public static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>Gives other options (the framework's for results and OpenAPI) the same ways.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.TypeInfoResolver = JsonTypeInfoResolver.Combine(Contexts);
        foreach (var converter in Converters) options.Converters.Add(converter);
    }

    private static JsonConverter[] Converters =>
    [
        new TimeConverter(),
        new IdConverter<TenantId>(), new IdConverter<MemberId>(), new IdConverter<AgentId>(),
        new IdConverter<QueueId>(), new IdConverter<SenderId>(), new IdConverter<ThreadId>(),
        new IdConverter<LabelId>(), new IdConverter<QuestionnaireId>(),
        new ConversationIdConverter(), new MessageIdConverter(),
        new NamedEnumConverter<Channel>(it => it == Channel.WhatsApp ? "whatsapp" : "sms"),
        new NamedEnumConverter<ConversationState>(), new NamedEnumConverter<QueueStrategy>(),
        new NamedEnumConverter<QueueMode>(),
        new NamedEnumConverter<CloseReason>(),
        new NamedEnumConverter<Role>(), new NamedEnumConverter<LabelUse>(),
        new NamedEnumConverter<InvitationState>(), new NamedEnumConverter<MailState>(),
        new NamedEnumConverter<LetterKind>(),
        new NamedEnumConverter<QuestionnairePurpose>(), new NamedEnumConverter<QuestionKind>(),
        new NamedEnumConverter<SteeringKind>(),
    ];

    private static JsonSerializerOptions Build()
    {
        var options = new JsonSerializerOptions();
        Apply(options);
        options.MakeReadOnly();
        return options;
    }
}
