using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;

namespace LiveChat.Core.Tests.Questionnaires;

/// <summary>CSAT, NPS and response rate.</summary>
public sealed class TallySpecs
{
    [Fact]
    public void Csat_is_the_share_of_4_and_5()
    {
        var tally = Scored("csat", 5, 4, 3, 1, 5);
        Assert.Equal(60, tally.CsatPercent("csat"));
        Assert.Equal(3.6, tally.Average("csat"));
        Assert.Equal([(1, 1), (3, 1), (4, 1), (5, 2)], tally.Scores("csat"));
    }

    [Theory]
    [InlineData(new[] { 9, 10, 7, 8, 0, 6 }, 2, 2, 2, 0.0)]
    [InlineData(new[] { 10, 9, 9, 8 }, 3, 1, 0, 75.0)]
    [InlineData(new[] { 0, 6 }, 0, 0, 2, -100.0)]
    [InlineData(new int[0], 0, 0, 0, null)]
    public void Nps_is_promoters_less_detractors_in_percent(
        int[] scores, int promoters, int passives, int detractors, double? score)
    {
        var all = Scored("nps", scores).Promoters("nps");
        Assert.Equal(new NetPromoters(promoters, passives, detractors), all);
        Assert.Equal(score, all.Score);
    }

    [Fact]
    public void The_response_rate_counts_who_answered_something_and_of_agents_who_completed()
    {
        var tally = new QuestionnaireTally();
        Assert.Null(tally.ResponseRate(QuestionnairePurpose.Contact));
        for (var run = 0; run < 4; run++) tally.AddRun(run == 0 ? QuestionnaireOutcome.Completed : null);
        tally.AddAnswer(default, 1, "a", Answer.Of("x"));
        tally.AddAnswer(default, 1, "b", Answer.Of("y"));
        tally.AddAnswer(new ThreadId(new Guid(1, 0, 0, new byte[8])), 1, "a", Answer.Of("x"));
        tally.AddAnswer(default, 3, "a", Answer.Skipped);
        Assert.Equal((4, 2, 1), (tally.Sent, tally.Answered, tally.Completed));
        Assert.Equal(0.5, tally.ResponseRate(QuestionnairePurpose.Contact));
        Assert.Equal(0.25, tally.ResponseRate(QuestionnairePurpose.Agent));
        Assert.Equal((2, 0, 2, 1), (
            tally.OfOption("a", "x"), tally.OfOption("a", "y"), tally.AnswersTo("a"), tally.AnswersTo("b")));
        Assert.Null(tally.CsatPercent("a"));
        Assert.Null(tally.Average("a"));
    }

    private static QuestionnaireTally Scored(string question, params int[] scores)
    {
        var tally = new QuestionnaireTally();
        for (var run = 0; run < scores.Length; run++) tally.AddAnswer(default, run, question, Answer.Of(scores[run]));
        return tally;
    }
}
