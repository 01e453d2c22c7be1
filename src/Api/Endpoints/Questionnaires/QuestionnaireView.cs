using System.Text.Json.Serialization;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;

namespace LiveChat.Api.Endpoints.Questionnaires;

/// <summary>A questionnaire.</summary>
public sealed record QuestionnaireView(
    QuestionnaireId Id, string Name, QuestionnairePurpose Purpose, IReadOnlyList<QuestionFields> Questions)
{
    public static QuestionnaireView Of(Questionnaire it) =>
        new(it.Id, it.Name, it.Purpose, [.. it.Questions.Select(QuestionFields.Of)]);
}

/// <summary>A question, to read and to put.</summary>
/// <param name="Key">Letters, digits, hyphens and underscores, at most 40; unique among the questions.</param>
/// <param name="Kind">choice, scale, csat (1 to 5), nps (0 to 10) or text.</param>
/// <param name="Texts">By language; one at least. What is missing is the tenant's language, then English.</param>
/// <param name="Required">One that is not may be skipped with a hyphen or the word for it.</param>
/// <param name="Options">Of a choice, 2 to 10; numbered from 1 in this order.</param>
/// <param name="Min">Of a scale, 0 or more.</param>
/// <param name="Max">Of a scale, at most 100.</param>
public sealed record QuestionFields(
    string Key, QuestionKind Kind, Dictionary<string, string?> Texts, bool Required = true,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<OptionFields>? Options = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Min = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Max = null)
{
    internal static QuestionFields Of(Question it) => new(
        it.Key, it.Kind, Shown(it.Texts), it.Required,
        it.Kind == QuestionKind.Choice ? [.. it.Options.Select(OptionFields.Of)] : null,
        it.IsScale ? it.Bounds.Min : null, it.IsScale ? it.Bounds.Max : null);

    internal static Dictionary<string, string?> Shown(LocalTexts texts) =>
        texts.ByLanguage.ToDictionary(text => text.Key, text => (string?)text.Value);
}

/// <summary>An option of a choice.</summary>
/// <param name="Key">As a question's; unique among the options.</param>
/// <param name="Texts">By language, at most 200 characters; a contact may answer with any of them.</param>
/// <param name="Keywords">Other words for it, at most 10 of 40 characters.</param>
/// <param name="Action">Of a waiting questionnaire: where choosing it leads.</param>
public sealed record OptionFields(
    string Key, Dictionary<string, string?> Texts, IReadOnlyList<string>? Keywords = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ActionFields? Action = null)
{
    internal static OptionFields Of(QuestionOption it) => new(
        it.Key, QuestionFields.Shown(it.Texts), it.Keywords,
        it.Steering is { } steering ? ActionFields.Of(steering) : null);
}

/// <summary>Where an option leads a conversation that waits.</summary>
/// <param name="Kind">stay, leaveMessage, callBack or transfer.</param>
/// <param name="QueueId">Of a transfer; while that queue is closed the contact keeps its place.</param>
/// <param name="Close">Of a call back: whether the conversation is closed (it is, unless false).</param>
public sealed record ActionFields(
    SteeringKind Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] QueueId? QueueId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Close = null)
{
    internal static ActionFields Of(Steering it) =>
        new(it.Kind, it.Queue, it.Kind == SteeringKind.CallBack ? it.Closes : null);
}

/// <summary>A questionnaire, to create or to put in place of another.</summary>
/// <param name="Name">At most 100 characters; unique without case.</param>
/// <param name="Purpose">waiting, contact or agent.</param>
/// <param name="Questions">1 to 20, asked in this order.</param>
public sealed record QuestionnaireRequest(
    string Name, QuestionnairePurpose Purpose, IReadOnlyList<QuestionFields> Questions);
