using System.Collections.Immutable;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Questionnaires;

public enum QuestionKind : byte
{
    /// <summary>One of its options.</summary>
    Choice = 1,

    /// <summary>A whole number from its minimum to its maximum.</summary>
    Scale,

    /// <summary>Customer satisfaction: 1 to 5, of which 4 and 5 count as satisfied.</summary>
    Csat,

    /// <summary>Net promoter score: 0 to 10; 9 and 10 promote, 0 to 6 detract.</summary>
    Nps,

    /// <summary>Whatever is written.</summary>
    Text,
}

/// <summary>One question.</summary>
/// <param name="Key">Its name in answers and results; unique in its questionnaire.</param>
/// <param name="Required">One that is not may be skipped (<see cref="AnswerMatch.IsSkip"/>).</param>
/// <param name="Options">Of a choice, in the order of their numbers, which begin with 1.</param>
/// <param name="Min">Of a scale.</param>
/// <param name="Max">Of a scale.</param>
public sealed record Question(
    string Key, QuestionKind Kind, LocalTexts Texts, bool Required, ImmutableArray<QuestionOption> Options,
    int Min = 0, int Max = 0)
{
    public const int OptionsMax = 10;
    public const int KeyLengthMax = 40;
    public const int TextLengthMax = 1_000;
    public const int ScaleMax = 100;

    public bool IsScale => Kind is QuestionKind.Scale or QuestionKind.Csat or QuestionKind.Nps;

    /// <summary>The lowest and the highest answer of a scale.</summary>
    public (int Min, int Max) Bounds => Kind switch
    {
        QuestionKind.Csat => (1, 5),
        QuestionKind.Nps => (0, 10),
        _ => (Min, Max),
    };

    public QuestionOption? FindOption(string key) => Options.FirstOrDefault(it => it.Key == key);
}

/// <summary>One answer to choose.</summary>
/// <param name="Keywords">Other words for it, besides its number and its texts.</param>
/// <param name="Steering">In a waiting questionnaire: what choosing it does; null: nothing but being an answer.</param>
public sealed record QuestionOption(
    string Key, LocalTexts Texts, ImmutableArray<string> Keywords, Steering? Steering = null)
{
    public const int TextLengthMax = 200;
    public const int KeywordsMax = 10;
    public const int KeywordLengthMax = 40;
}

/// <summary>Where an answer leads a conversation that waits.</summary>
public enum SteeringKind : byte
{
    /// <summary>It goes on waiting in its place.</summary>
    Stay = 1,

    /// <summary>The contact's next text is kept as the message it leaves, and the conversation is closed.</summary>
    LeaveMessage,

    /// <summary>The contact is to be called; the conversation is closed, or waits on.</summary>
    CallBack,

    /// <summary>It waits in another queue, in the place of its first entry.</summary>
    Transfer,
}

/// <param name="Queue">Of a transfer: to where.</param>
/// <param name="Closes">Of a call back: whether the conversation is closed.</param>
public sealed record Steering(SteeringKind Kind, QueueId? Queue = null, bool Closes = true);
