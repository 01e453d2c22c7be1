using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LiveChat.Core.Conversations;

namespace LiveChat.Storage.Events;

/// <summary>
/// How <see cref="EventJson"/> is used: without what the row holds already, and without escaping for HTML.
/// </summary>
internal static class EventBody
{
    /// <summary>Bodies are never pasted into HTML; accents stay as they are.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly JsonSerializerOptions Options = new(EventJson.Default.Options)
    {
        Encoder = Encoder,
        TypeInfoResolver = EventJson.Default.WithAddedModifier(LeaveOut),
    };

    public static JsonTypeInfo Of(Type type) => Options.GetTypeInfo(type);

    private static void LeaveOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            // The time is a column of the row.
            if (property.Name == "at" && type.Type.IsAssignableTo(typeof(ConversationEvent)))
                property.ShouldSerialize = static (_, _) => false;
            else if (property.PropertyType == typeof(ImmutableArray<AttachmentRef>))
                property.ShouldSerialize = static (_, value) =>
                    value is ImmutableArray<AttachmentRef> { IsDefaultOrEmpty: false };
        }
    }
}
