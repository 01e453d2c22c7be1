using LiveChat.Core.Agents;
using LiveChat.Core.Queues;

namespace LiveChat.Core.Tests.Queues;

public sealed class ComparePaceSpecs
{
    [Theory]
    [InlineData(0, 3)]
    [InlineData(30_000, 3)]
    [InlineData(50_000, 5)]
    [InlineData(100_000, 10)]
    [InlineData(int.MaxValue, 10)]
    public void A_line_compares_itself_each_three_seconds_and_a_long_one_more_seldom(int waiting, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ComparePace.Of(waiting));

    [Fact]
    public void Lost_words_and_a_silent_reservation_one_after_the_other_are_over_within_fifteen_seconds() =>
        Assert.True(
            ComparePace.Min + AgentLimits.ReservationSilentMax + QueueLine.RetellAfter < TimeSpan.FromSeconds(15));
}
