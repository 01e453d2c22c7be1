using System.Text.Json.Serialization;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;

namespace LiveChat.Api.Endpoints.Labels;

/// <summary>A label of the catalogue.</summary>
/// <param name="Colour">As #rrggbb.</param>
/// <param name="Agents">Who may use it, besides those who supervise; null: every agent.</param>
public sealed record LabelView(
    LabelId Id, string Name, string Colour, LabelUse For, IReadOnlyList<AgentId>? Agents)
{
    public static LabelView Of(Label label) =>
        new(label.Id, label.Name, label.Colour, label.For, label.Agents is { } agents ? [.. agents] : null);
}

[JsonSerializable(typeof(LabelView))]
[JsonSerializable(typeof(ListAll.LabelList))]
[JsonSerializable(typeof(Create.CreateLabelRequest))]
[JsonSerializable(typeof(Edit.EditLabelRequest))]
[JsonSerializable(typeof(IReadOnlyList<AgentId>))]
internal sealed partial class LabelsJson : JsonSerializerContext;
