using LiveChat.Core.Primitives;

namespace LiveChat.Core.Questionnaires;

/// <summary>What many have answered to one questionnaire, counted one by one. For one caller at a time.</summary>
public sealed class QuestionnaireTally
{
    private readonly Dictionary<(string Question, string? Option, int? Score), int> _counts = [];
    private long _lastRun = -1;
    private ThreadId _lastThread;

    /// <summary>How many were asked, or were to fill it in.</summary>
    public int Sent { get; private set; }

    /// <summary>How many of them answered at least one question.</summary>
    public int Answered { get; private set; }

    public int Completed { get; private set; }

    /// <summary>Of those answered, or completed where they were to be completed; null: of none.</summary>
    public double? ResponseRate(QuestionnairePurpose purpose) => Sent == 0
        ? null
        : (double)(purpose == QuestionnairePurpose.Agent ? Completed : Answered) / Sent;

    public void AddRun(QuestionnaireOutcome? outcome)
    {
        Sent++;
        if (outcome == QuestionnaireOutcome.Completed) Completed++;
    }

    /// <summary>Answers of one run are added one after the other.</summary>
    public void AddAnswer(ThreadId thread, long run, string question, Answer answer)
    {
        if (answer.IsSkipped) return;
        if ((_lastThread, _lastRun) != (thread, run)) Answered++;
        (_lastThread, _lastRun) = (thread, run);
        var key = (question, answer.Option, answer.Score);
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }

    public int AnswersTo(string question) => _counts.Where(it => it.Key.Question == question).Sum(it => it.Value);

    public int OfOption(string question, string option) => _counts.GetValueOrDefault((question, option, null));

    /// <summary>How often each number was given, by rising number.</summary>
    public IReadOnlyList<(int Score, int Count)> Scores(string question) =>
    [
        .. from it in _counts
           where it.Key.Question == question && it.Key.Score is not null
           orderby it.Key.Score
           select (it.Key.Score!.Value, it.Value),
    ];

    public double? Average(string question)
    {
        var scores = Scores(question);
        return scores.Count == 0 ? null : scores.Sum(it => (double)it.Score * it.Count) / scores.Sum(it => it.Count);
    }

    /// <summary>The share of 4 and 5 in percent; null without answers.</summary>
    public double? CsatPercent(string question)
    {
        var scores = Scores(question);
        var all = scores.Sum(it => it.Count);
        return all == 0 ? null : 100.0 * scores.Where(it => it.Score >= 4).Sum(it => it.Count) / all;
    }

    /// <summary>9 and 10 promote, 7 and 8 are passive, 0 to 6 detract.</summary>
    public NetPromoters Promoters(string question)
    {
        var scores = Scores(question);
        return new NetPromoters(
            scores.Where(it => it.Score >= 9).Sum(it => it.Count),
            scores.Where(it => it.Score is 7 or 8).Sum(it => it.Count),
            scores.Where(it => it.Score <= 6).Sum(it => it.Count));
    }
}

/// <summary>How many recommend us, are of two minds, or advise against us.</summary>
public readonly record struct NetPromoters(int Promoters, int Passives, int Detractors)
{
    /// <summary>Promoters less detractors, in percent of all: from -100 to 100; null without answers.</summary>
    public double? Score => Promoters + Passives + Detractors is > 0 and var all
        ? 100.0 * (Promoters - Detractors) / all
        : null;
}
