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
    public void What_is_more_than_it_can_hold_takes_a_full_one()
    {
        Assert.Null(Take(1_000, 0));
        Assert.Equal(TimeSpan.FromSeconds(2), Take(1_000, 0));
        Assert.Null(Take(1_000, 2));
        Assert.Equal(0, Left(2));
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

    private TimeSpan? Take(int count, double seconds) =>
        _bucket.Take(count, TimeSpan.FromSeconds(seconds), PerSecond, Quota);

    private int Left(double seconds) => _bucket.Left(TimeSpan.FromSeconds(seconds), PerSecond, Quota);
}
