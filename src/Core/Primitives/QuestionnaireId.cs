namespace LiveChat.Core.Primitives;

/// <summary>A questionnaire of a tenant.</summary>
public readonly record struct QuestionnaireId(Guid Value) : IGuidId<QuestionnaireId>, IComparable<QuestionnaireId>
{
    public static QuestionnaireId From(Guid value) => new(value);

    public int CompareTo(QuestionnaireId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("N");
}
