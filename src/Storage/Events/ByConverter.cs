using System.Text.Json;
using System.Text.Json.Serialization;
using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Events;

/// <summary>Who did a thing, as one string: the role, and where there is an id a colon and the id.</summary>
internal sealed class ByConverter : JsonConverter<By>
{
    private static readonly (ActorRole Role, string Name)[] Names =
    [
        (ActorRole.Contact, "contact"), (ActorRole.Agent, "agent"), (ActorRole.Bot, "bot"),
        (ActorRole.System, "system"), (ActorRole.Supervisor, "supervisor"), (ActorRole.ApiKey, "apiKey"),
    ];

    public override By Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? throw new JsonException("Nobody did it.");
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        var index = Array.FindIndex(Names, it => it.Name == name);
        if (index < 0) throw new JsonException($"A role that this program does not know: {name}.");
        return new By(Names[index].Role, colon < 0 ? null : text[(colon + 1)..]);
    }

    public override void Write(Utf8JsonWriter writer, By value, JsonSerializerOptions options)
    {
        var name = Array.Find(Names, it => it.Role == value.Role).Name
            ?? throw new JsonException($"A role without a name: {value.Role}.");
        writer.WriteStringValue(value.Id is null ? name : $"{name}:{value.Id}");
    }
}
