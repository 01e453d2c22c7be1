using System.Collections.Immutable;

namespace LiveChat.Core.Questionnaires;

/// <summary>Answers by the keys of their questions; equal when the answers are. None of them is skipped.</summary>
public sealed class AnswerSheet : IEquatable<AnswerSheet>
{
    public static readonly AnswerSheet Empty = new(ImmutableSortedDictionary<string, Answer>.Empty);

    private AnswerSheet(ImmutableSortedDictionary<string, Answer> answers) => Answers = answers;

    public ImmutableSortedDictionary<string, Answer> Answers { get; }

    public AnswerSheet With(string question, Answer answer) =>
        new(answer.IsSkipped ? Answers.Remove(question) : Answers.SetItem(question, answer));

    public bool Equals(AnswerSheet? other) => other is not null && Answers.SequenceEqual(other.Answers);

    public override bool Equals(object? obj) => Equals(obj as AnswerSheet);

    public override int GetHashCode() => Answers.Count;
}
