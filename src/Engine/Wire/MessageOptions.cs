using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LiveChat.Engine.Wire;

/// <summary>How <see cref="MessageJson"/> is used: what is required in memory may be left out on the wire.</summary>
internal static class MessageOptions
{
    private static readonly JsonSerializerOptions Options = new(MessageJson.Default.Options)
    {
        TypeInfoResolver = MessageJson.Default.WithAddedModifier(RequireNothing),
    };

    public static JsonTypeInfo Of(Type type) => Options.GetTypeInfo(type);

    private static void RequireNothing(JsonTypeInfo type)
    {
        foreach (var property in type.Properties) property.IsRequired = false;
    }
}
