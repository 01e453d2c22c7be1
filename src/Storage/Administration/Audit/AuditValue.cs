using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Agents;
using LiveChat.Core.Hours;

namespace LiveChat.Storage.Administration.Audit;

/// <summary>Values of properties as JSON, as the API would show them.</summary>
internal static class AuditValue
{
    /// <summary>What is longer is shown by its length alone, so that no change makes a row of any size.</summary>
    public const int ValueBytesMax = 16 * 1024;

    public static JsonNode? Of(object? value, bool isDocument) => value switch
    {
        null => null,
        string text when isDocument => JsonNode.Parse(text),
        string text => text,
        bool flag => flag,
        int number => number,
        long number => number,
        double number => number,
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        Guid id => id.ToString("N"),
        Enum named => AuditedEntities.CamelCase(named.ToString()),
        LiveChatSettings settings => JsonNode.Parse(AdministrationJson.Write(settings)),
        HoursDefinition hours => JsonNode.Parse(AdministrationJson.Write(hours)),
        ImmutableArray<AgentStatus> statuses => JsonNode.Parse(AdministrationJson.Write(statuses)),
        ImmutableArray<string> texts => texts.IsDefault ? null : new JsonArray([.. texts.Select(it => (JsonNode)it)]),
        byte[] bytes => string.Create(CultureInfo.InvariantCulture, $"[{bytes.Length} bytes]"),
        _ => value.ToString(),
    };

    /// <summary>Of two objects, the members that differ; of anything else, both.</summary>
    public static (JsonNode? Before, JsonNode? After) Difference(JsonNode? before, JsonNode? after)
    {
        if (before is not JsonObject was || after is not JsonObject now) return (before, after);
        var (left, right) = (new JsonObject(), new JsonObject());
        foreach (var name in was.Select(it => it.Key).Union(now.Select(it => it.Key)))
        {
            if (JsonNode.DeepEquals(was[name], now[name])) continue;
            var (one, other) = Difference(was[name], now[name]);
            if (one is not null) left[name] = one.DeepClone();
            if (other is not null) right[name] = other.DeepClone();
        }

        return (left, right);
    }

    public static JsonNode? Bounded(JsonNode? value)
    {
        if (value is null) return null;
        var length = Encoding.UTF8.GetByteCount(value.ToJsonString());
        return length <= ValueBytesMax
            ? value.Parent is null ? value : value.DeepClone()
            : string.Create(CultureInfo.InvariantCulture, $"[{length} bytes]");
    }
}
