using LiveChat.Channels.Outbox;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;

namespace LiveChat.Channels.Tests.Outbox;

public sealed class RetryPolicySpecs
{
    private static readonly DateTimeOffset _written = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(7, 128)]
    [InlineData(8, 256)]
    [InlineData(9, 300)]
    [InlineData(200, 300)]
    public void The_delay_doubles_up_to_five_minutes(int attempts, int seconds)
    {
        Assert.Equal(seconds * 0.8, Delay(attempts, chance: 0), 3);
        Assert.Equal(seconds, Delay(attempts, chance: 0.5), 3);
        Assert.Equal(seconds * 1.2, Delay(attempts, chance: 1), 3);
    }

    [Fact]
    public void Retry_after_only_lengthens()
    {
        Assert.Equal(30, Delay(0, 0.5, TimeSpan.FromSeconds(30)));
        Assert.Equal(300, Delay(9, 0.5, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void After_a_day_a_message_is_given_up()
    {
        var update = Judge(200, _written.AddHours(24).AddSeconds(-300), 0.5);
        Assert.Equal((DeliveryState.Failed, "http-500", true), (update.State, update.Code, update.DeadLetter));
        Assert.Null(Judge(200, _written.AddHours(24).AddSeconds(-301), 0.5).State);
    }

    [Fact]
    public void An_old_message_still_has_ten_attempts()
    {
        Assert.Null(Judge(8, _written.AddDays(3), 0.5).State);
        Assert.True(Judge(9, _written.AddDays(3), 0.5).DeadLetter);
    }

    private static double Delay(int attempts, double chance, TimeSpan? retryAfter = null) =>
        (Judge(attempts, _written, chance, retryAfter).NextAttemptAt!.Value - _written).TotalSeconds;

    private static Storage.Outbox.DeliveryUpdate Judge(
        int attempts, DateTimeOffset now, double chance, TimeSpan? retryAfter = null) => RetryPolicy.Judge(
        new OutboxMessage(
            default, default, default, default, Channel.Sms, "", "", "", [], _written, attempts, _written),
        Attempt.Failed("http-500", retryAfter), now, chance);
}
