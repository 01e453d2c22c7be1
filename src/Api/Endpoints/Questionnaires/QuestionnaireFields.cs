using System.Collections.Immutable;
using LiveChat.Api.Validation;
using LiveChat.Core.Contacts;
using LiveChat.Core.Phrases;
using LiveChat.Core.Questionnaires;
using Asked = LiveChat.Core.Questionnaires.Question;
using Model = LiveChat.Core.Questionnaires.Questionnaire;

namespace LiveChat.Api.Endpoints.Questionnaires;

/// <summary>What a questionnaire must be. Each rule notes what is wrong and returns the value to go on with.</summary>
internal static class QuestionnaireFields
{
    public static (string Name, ImmutableArray<Question> Questions) Questionnaire(
        this Findings findings, QuestionnaireRequest request)
    {
        var name = findings.Name("name", request.Name, Model.NameLengthMax);
        findings.Require(
            request.Questions.Count is >= 1 and <= Model.QuestionsMax, "questions",
            $"must have from 1 to {Model.QuestionsMax} items");
        findings.Require(
            request.Questions.DistinctBy(it => it.Key).Count() == request.Questions.Count, "questions",
            "must not repeat a key");
        var given = request.Questions.Take(Model.QuestionsMax);
        return (name, [.. given.Select((it, i) => Question(findings, $"questions[{i}]", it, request.Purpose))]);
    }

    private static Question Question(
        Findings findings, string field, QuestionFields it, QuestionnairePurpose purpose)
    {
        Key(findings, $"{field}.key", it.Key);
        var texts = Texts(findings, $"{field}.texts", it.Texts, Asked.TextLengthMax);
        var options = it.Kind == QuestionKind.Choice
            ? Options(findings, $"{field}.options", it.Options ?? [], purpose)
            : [];
        findings.Require(
            it.Kind == QuestionKind.Choice || it.Options is null or [], $"{field}.options",
            "is for a choice alone");
        var question = new Question(
            it.Key, it.Kind, texts, it.Required, options,
            it.Kind == QuestionKind.Scale ? it.Min ?? 0 : 0, it.Kind == QuestionKind.Scale ? it.Max ?? 0 : 0);
        if (it.Kind == QuestionKind.Scale) Scale(findings, field, it);
        else Bounds(findings, field, it, question);
        return question;
    }

    private static void Scale(Findings findings, string field, QuestionFields it)
    {
        const int Highest = Asked.ScaleMax;
        findings.Require(it.Min is >= 0 and < Highest, $"{field}.min", $"must be from 0 to {Highest - 1}");
        findings.Require(
            it.Max is <= Highest && it.Max > it.Min, $"{field}.max", $"must be above min, and at most {Highest}");
    }

    /// <summary>What reads back a scale of fixed bounds may put them as they are.</summary>
    private static void Bounds(Findings findings, string field, QuestionFields it, Question question)
    {
        var (min, max) = question.Bounds;
        var mayBeGiven = question.IsScale;
        findings.Require(
            it.Min is null || (mayBeGiven && it.Min == min), $"{field}.min", "is for a scale alone");
        findings.Require(
            it.Max is null || (mayBeGiven && it.Max == max), $"{field}.max", "is for a scale alone");
    }

    private static ImmutableArray<QuestionOption> Options(
        Findings findings, string field, IReadOnlyList<OptionFields> given, QuestionnairePurpose purpose)
    {
        const int CountMax = Asked.OptionsMax;
        findings.Require(given.Count is >= 2 and <= CountMax, field, $"must have from 2 to {CountMax} items");
        findings.Require(given.DistinctBy(it => it.Key).Count() == given.Count, field, "must not repeat a key");
        ImmutableArray<QuestionOption> options =
        [
            .. given.Take(CountMax).Select((it, i) => Option(findings, $"{field}[{i}]", it, purpose)),
        ];
        var words = options.SelectMany(it => WordsOf(it).Distinct()).ToList();
        findings.Require(
            words.Distinct().Count() == words.Count, field, "must not have the same word for two options");
        return options;
    }

    private static QuestionOption Option(
        Findings findings, string field, OptionFields it, QuestionnairePurpose purpose)
    {
        Key(findings, $"{field}.key", it.Key);
        var texts = Texts(findings, $"{field}.texts", it.Texts, QuestionOption.TextLengthMax);
        var keywords = it.Keywords ?? [];
        findings.Require(
            keywords.Count <= QuestionOption.KeywordsMax, $"{field}.keywords",
            $"must have at most {QuestionOption.KeywordsMax} items");
        for (var i = 0; i < keywords.Count && i < QuestionOption.KeywordsMax; i++)
            Keyword(findings, $"{field}.keywords[{i}]", keywords[i]);
        findings.Require(
            it.Action is null || purpose == QuestionnairePurpose.Waiting, $"{field}.action",
            "is for a waiting questionnaire alone");
        var steering = it.Action is { } action ? Steering(findings, $"{field}.action", action) : null;
        return new QuestionOption(it.Key, texts, [.. keywords], steering);
    }

    private static Steering Steering(Findings findings, string field, ActionFields it)
    {
        findings.Require(
            it.Kind == SteeringKind.Transfer == it.QueueId is not null, $"{field}.queueId",
            it.Kind == SteeringKind.Transfer ? "is required" : "is for a transfer alone");
        findings.Require(
            it.Kind == SteeringKind.CallBack || it.Close is null, $"{field}.close", "is for a call back alone");
        return new Steering(it.Kind, it.QueueId, it.Close ?? true);
    }

    private static void Keyword(Findings findings, string field, string value)
    {
        findings.Name(field, value, QuestionOption.KeywordLengthMax);
        var plain = PlainWord.Of(value);
        findings.Require(plain.Length > 0, field, "must hold a letter or digit");
        findings.Require(
            plain.Length == 0 || !plain.All(char.IsDigit), field, "must not be a number: those are the options'");
        findings.Require(
            ConsentWords.Of(value) != Consent.OptOut, field, "is a word by which contacts opt out");
    }

    private static void Key(Findings findings, string field, string value)
    {
        var isKey = value.Length is >= 1 and <= Asked.KeyLengthMax
            && value.All(it => char.IsAsciiLetterOrDigit(it) || it is '-' or '_');
        findings.Require(
            isKey, field,
            $"must be 1 to {Asked.KeyLengthMax} letters, digits, hyphens and underscores");
    }

    private static LocalTexts Texts(
        Findings findings, string field, Dictionary<string, string?> given, int lengthMax)
    {
        findings.Require(given.Count > 0, field, "must have a text in one language at least");
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>();
        foreach (var (language, text) in given)
        {
            if (!DefaultPhrases.Languages.Contains(language))
                findings.Add($"{field}.{language}", $"must be one of {string.Join(", ", DefaultPhrases.Languages)}");
            else if (text is null) findings.Add($"{field}.{language}", "must not be null");
            else texts[language] = findings.Text($"{field}.{language}", text, lengthMax).Trim();
        }

        return new LocalTexts(texts.ToImmutable());
    }

    private static IEnumerable<string> WordsOf(QuestionOption it) =>
        it.Keywords.Concat(it.Texts.ByLanguage.Values).Select(PlainWord.Of).Where(word => word.Length > 0);
}
