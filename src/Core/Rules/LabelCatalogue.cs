using System.Collections.Immutable;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Rules;

/// <summary>R3.15: the labels of a tenant, in the order of their names.</summary>
public sealed record LabelCatalogue
{
    public const int LabelsMax = 500;

    public ImmutableArray<Label> Labels { get; init; } = [];

    public Label? Find(LabelId id) => Labels.FirstOrDefault(it => it.Id == id);
}

/// <summary>What a label is put on.</summary>
public enum LabelUse : byte
{
    Conversations = 1,
    Contacts,
}

/// <summary>A label.</summary>
/// <param name="Colour">As <c>#rrggbb</c>.</param>
/// <param name="Agents">Who may use it, besides those who supervise; null: every agent.</param>
public sealed record Label(LabelId Id, string Name, string Colour, LabelUse For, ImmutableArray<AgentId>? Agents)
{
    public const int AgentsMax = 1_000;

    public bool MayBeUsedBy(AgentId agent) => Agents is not { } named || named.Contains(agent);
}
