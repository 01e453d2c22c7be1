using System.Collections.Concurrent;
using LiveChat.Core.Conversations;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Queues;

namespace LiveChat.Simulation;

/// <summary>
/// P1–P9 over 300 seeds. A failure names the seed:
/// <c>dotnet run --project tests/Simulation -- --seed N</c> repeats it.
/// </summary>
public sealed class SimulationTests
{
    private const int Seeds = 300;
    private const int SeedsPerTest = 20;

    private static readonly Type[] OfSlots =
    [
        typeof(Offered), typeof(OfferDeclined), typeof(OfferExpired), typeof(Held), typeof(Resumed),
        typeof(WrapUpBegan), typeof(Parked),
    ];

    public static TheoryData<int> FirstSeeds =>
        [.. Enumerable.Range(0, Seeds / SeedsPerTest).Select(i => 1 + (i * SeedsPerTest))];

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public void Every_promise_holds_from_seed(int first)
    {
        var failures = new ConcurrentQueue<string>();
        Parallel.For(first, first + SeedsPerTest, seed =>
        {
            if (Record.Exception(new SimulationRun(seed).Run) is { } failure)
                failures.Enqueue($"--seed {seed}: {failure}");
        });
        Assert.True(failures.IsEmpty, string.Join('\n', failures));
    }

    /// <summary>Beyond the first ones: where a promise was broken once.</summary>
    [Theory]
    [InlineData(514)]
    [InlineData(685)]
    [InlineData(2073)]
    [InlineData(2978)]
    [InlineData(3548)]
    [InlineData(4491)]
    [InlineData(6948)]
    [InlineData(8408)]
    public void A_seed_that_failed_once_passes(int seed) => new SimulationRun(seed).Run();

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        var one = new SimulationRun(7);
        var other = new SimulationRun(7);
        one.Run();
        other.Run();
        Assert.Equal(
            (one.Steps, one.Log.Assignments, one.MessagesSent),
            (other.Steps, other.Log.Assignments, other.MessagesSent));
    }

    [Fact]
    public void The_seeds_reach_what_they_are_to_check()
    {
        var runs = Enumerable.Range(1, 40).Select(seed => new SimulationRun(seed)).ToList();
        Parallel.ForEach(runs, run => run.Run());
        Assert.True(runs.Sum(run => run.Log.Assignments) > 500, "assignments");
        Assert.True(runs.Sum(run => run.Log.Admissions) > 50, "admissions");
        Assert.True(runs.Sum(run => run.Log.Refusals) > 50, "refusals");
        Assert.True(runs.Sum(run => run.DeadlinesFired) > 200, "deadlines");
        Assert.True(runs.Sum(run => run.Log.TurnedAway) > 50, "turned away");
        Assert.True(runs.Sum(run => run.Log.SentAway) > 10, "sent away");
        Assert.True(runs.Sum(run => run.Doubled) > 100, "actors alive twice");
        Assert.True(runs.Sum(run => run.Log.OptOuts) > 20, "opt-outs");
        var happened = runs.SelectMany(run => run.Log.Everything).ToList();
        Assert.Empty(OfSlots.Except(happened.Select(it => it.GetType())));
        var assigned = happened.OfType<Assigned>().ToList();
        Assert.True(assigned.Count(it => it.OverCap > 0) > 5, "assignments above a cap");
        Assert.True(assigned.Count(it => it.Why is { By: MatchBy.Preference }) > 20, "previous agents");
        Assert.True(assigned.Count(it => it.Why is { Language: > 0 }) > 20, "languages");
        Assert.True(happened.OfType<Offered>().Count() > 100, "offers");
        Assert.True(happened.OfType<Resumed>().Count() > 10, "resumed");
        Assert.True(runs.Sum(run => run.Log.Questionnaires.Sent) > 50, "contact questionnaires");
        Assert.True(runs.Sum(run => run.Log.Questionnaires.Answered) > 100, "answers");
        Assert.True(runs.Sum(run => run.Log.Questionnaires.Forms) > 50, "forms");
        var steered = happened.OfType<QuestionnaireAnswered>().Select(it => it.Steering).OfType<SteeringKind>();
        Assert.Equal(Enum.GetValues<SteeringKind>(), steered.Distinct().Order());
    }
}
