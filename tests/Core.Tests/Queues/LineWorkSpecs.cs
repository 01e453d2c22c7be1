using LiveChat.Core.Queues;
using static LiveChat.Core.Tests.Queues.LineStory;

namespace LiveChat.Core.Tests.Queues;

/// <summary>
/// The cost of an input grows with the logarithm of the line: counted in tree nodes visited, not in time.
/// </summary>
public sealed class LineWorkSpecs
{
    /// <summary>
    /// Log2(100,000) is 17, the height of a tree at most 2.41 times that. An input searches a priority twice and moves
    /// an entry and an agent at most a few times.
    /// </summary>
    private const int StepsPerInputMax = 400;

    [Fact]
    public void A_hundred_times_as_many_cost_less_than_three_times_the_steps()
    {
        var (few, many) = (StepsPerInput(1_000), StepsPerInput(100_000));
        Assert.InRange(many, few, 3 * few);
        Assert.InRange(many, 1, StepsPerInputMax);
    }

    /// <summary>
    /// Half the line speaks a language that only an agent masters who is not free, all the others one that all master.
    /// </summary>
    [Fact]
    public void A_language_that_nobody_present_masters_holds_nobody_up()
    {
        var (few, many) = (StepsPerInput(1_000, byLanguage: true), StepsPerInput(100_000, byLanguage: true));
        Assert.InRange(many, few, 3 * few);
        Assert.InRange(many, 1, 2 * StepsPerInputMax);
    }

    [Fact]
    public void Positions_cost_a_descent()
    {
        var story = Crowd(10_000);
        var before = story.Line.Steps;
        Assert.Equal(5_001, story.Line.PositionOf(LineScripts.Conversation(5_000)));
        Assert.InRange(story.Line.Steps - before, 1, 34);
    }

    /// <summary>
    /// Half the line excludes the one agent that becomes free; all other agents are free, each with a delay of its own
    /// that nobody has waited yet.
    /// </summary>
    private static double StepsPerInput(int size, bool byLanguage = false)
    {
        const int Inputs = 200;
        var story = Crowd(size, byLanguage);
        var before = story.Line.Steps;
        for (var i = 0; i < Inputs; i++)
        {
            story.Hears(1, free: 1);
            var reserve = Assert.IsType<LineOutput.Reserve>(Assert.Single(story.Outputs));
            Assert.Equal(LineScripts.Conversation((size / 2) + i), reserve.Conversation);
            story.Hears(1, free: 0, lastAssigned: i);
            story.Leaves((size / 2) + i, version: 4, holder: 1);
        }

        return (story.Line.Steps - before) / (3.0 * Inputs);
    }

    private static LineStory Crowd(int size, bool byLanguage = false)
    {
        var story = new LineStory().Configure(it => it with
        {
            Members = [.. Enumerable.Range(1, size).Select(
                agent => Member(agent, agent == 1 ? 0 : agent) with { Languages = ["es"] })],
            Languages = new LanguageRules(byLanguage, TimeSpan.Zero),
        });
        story.Hears(1, free: 0);
        for (var agent = 2; agent <= size; agent++) story.Hears(agent, idleSince: -agent);
        return story.Waits([.. Enumerable.Range(0, size).Select(
            number => Head(number, queuedAt: number, excluded: number < size / 2 && !byLanguage ? 1 : null) with
            {
                Language = number < size / 2 ? "fr" : "es",
            })]);
    }
}
