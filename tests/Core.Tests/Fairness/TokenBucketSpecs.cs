using LiveChat.Core.Fairness;

namespace LiveChat.Core.Tests.Fairness;

public sealed class TokenBucketSpecs
{
    private const int PerSecond = 10;
    private const int Quota = 20;

    private readonly TokenBucket _bucket = new();

    [Fact]
    public void It_begins_full_and_then_tells_when_to_come_again()
    {
        Assert.Equal(Quota, Left(0));
        Assert.Null(Take(Quota, 0));
        Assert.Equal(TimeSpan.FromSeconds(0.1), Take(1, 0));
        Assert.Equal(TimeSpan.FromSeconds(0.5), Take(5, 0));
        Assert.Equal(0, Left(0));
    }

    [Fact]
    public void It_fills_evenly_and_never_over_its_brim()
    {
        Assert.Null(Take(Quota, 0));
        Assert.Null(Take(3, 0.3));
        Assert.NotNull(Take(1, 0.3));
        Assert.Equal(7, Left(1));
        Assert.Equal(Quota, Left(60));
    }

    [Fact]
    public void A_refusal_takes_nothing()
    {
        Assert.Null(Take(15, 0));
        Assert.NotNull(Take(6, 0));
        Assert.Null(Take(5, 0));
    }

    [Fact]
    public void What_is_more_than_it_can_hold_is_taken_and_owed()
    {
        Assert.Null(Take(5, 0));
        Assert.Null(Take(1_000, 0));
        Assert.Equal(0, Left(0));
        Assert.Equal(TimeSpan.FromSeconds(100.5), _bucket.FullAfter(TimeSpan.Zero, PerSecond));
        Assert.Equal(TimeSpan.FromSeconds(98.6), Take(1, 0));
        Assert.Equal(TimeSpan.FromSeconds(98.6), Take(1_000, 0));
        Assert.NotNull(Take(1, 98.5));
        Assert.Null(Take(1, 98.6));
        Assert.Equal(Quota, Left(101));
    }

    [Fact]
    public void What_is_more_than_it_can_hold_waits_for_one_token_only()
    {
        Assert.Null(Take(Quota, 0));
        Assert.Equal(TimeSpan.FromSeconds(0.1), Take(Quota + 1, 0));
        Assert.Null(Take(Quota + 1, 0.1));
    }

    [Theory]
    [InlineData(Quota - 1)]
    [InlineData(Quota)]
    [InlineData(Quota + 1)]
    [InlineData(1_000)]
    public void One_taken_before_the_others_are_known_is_one_of_them(int count)
    {
        Assert.Null(Take(1, 0));
        Assert.Null(Take(count, 0, taken: 1));
        Assert.Equal(TimeSpan.FromSeconds(count / (double)PerSecond), _bucket.FullAfter(TimeSpan.Zero, PerSecond));
    }

    [Fact]
    public void Who_comes_again_after_the_time_that_was_told_finds_enough_even_for_one_that_is_taken_first()
    {
        Assert.Null(Take(Quota, 0));
        Assert.Null(Take(1, 0.1));
        var again = 0.1 + Take(5, 0.1, taken: 1)!.Value.TotalSeconds;
        Assert.Equal(0.6, again, 9);
        Assert.Null(Take(1, again));
        Assert.Null(Take(5, again, taken: 1));
    }

    [Theory]
    [InlineData(3, 7)]
    [InlineData(19, 38)]
    [InlineData(9_999_991, 10_000_000)]
    public void The_time_that_is_told_is_enough(int perSecond, int quota)
    {
        var (now, refused) = (TimeSpan.Zero, 0);
        foreach (var count in Enumerable.Range(1, 200).Select(it => 1 + it * 7_919 % (quota + quota / 2)))
        {
            if (_bucket.Take(count, now, perSecond, quota) is not { } wait) continue;
            refused++;
            Assert.NotNull(_bucket.Take(count, now + wait / 2, perSecond, quota));
            now += wait;
            Assert.Null(_bucket.Take(count, now, perSecond, quota));
        }

        Assert.NotEqual(0, refused);
    }

    [Fact]
    public void A_larger_quota_acts_at_once()
    {
        Assert.Null(Take(Quota, 0));
        Assert.Equal(Quota, _bucket.Left(TimeSpan.Zero, PerSecond, 2 * Quota));
        Assert.Null(_bucket.Take(Quota, TimeSpan.Zero, PerSecond, 2 * Quota));
    }

    [Fact]
    public void A_smaller_quota_acts_at_once()
    {
        Assert.Null(Take(10, 0));
        Assert.Equal(0, _bucket.Left(TimeSpan.Zero, 1, 5));
        Assert.Equal(TimeSpan.FromSeconds(6), _bucket.Take(1, TimeSpan.Zero, 1, 5));
    }

    [Fact]
    public void A_clock_that_stands_still_fills_nothing()
    {
        Assert.Null(Take(Quota, 5));
        Assert.NotNull(Take(1, 5));
        Assert.NotNull(Take(1, 4));
    }

    private TimeSpan? Take(int count, double seconds, int taken = 0) =>
        _bucket.Take(count, TimeSpan.FromSeconds(seconds), PerSecond, Quota, taken);

    private int Left(double seconds) => _bucket.Left(TimeSpan.FromSeconds(seconds), PerSecond, Quota);
}
