using System.Collections.Immutable;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Conversations;

/// <summary>
/// The labels of a conversation, each once, in the order of their ids. Equal when the labels are. Text form: the ids,
/// separated by commas.
/// </summary>
public readonly record struct LabelSet
{
    public const int LabelsMax = 20;

    private readonly string? _text;

    private LabelSet(string? text) => _text = text;

    public bool IsEmpty => _text is null;

    public ImmutableArray<LabelId> Ids =>
        _text is null ? [] : [.. _text.Split(',').Select(it => GuidId.Parse<LabelId>(it))];

    public static LabelSet Of(IEnumerable<LabelId> labels)
    {
        var text = string.Join(',', labels.Distinct().Order());
        return new LabelSet(text.Length == 0 ? null : text);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static LabelSet Parse(string text) => new(text.Length == 0 ? null : text);

    public LabelSet Union(LabelSet other) =>
        other.IsEmpty || other == this ? this : IsEmpty ? other : Of([.. Ids, .. other.Ids]);

    public override string ToString() => _text ?? "";
}
