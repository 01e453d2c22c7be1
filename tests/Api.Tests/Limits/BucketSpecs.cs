using LiveChat.Api.Limits;

namespace LiveChat.Api.Tests.Limits;

public sealed class BucketSpecs
{
    private const int StepsOfSecond = 50;

    private readonly SetTime _time = new();

    [Theory]
    [InlineData(10, 0, "\"key\";q=10;w=1")]
    [InlineData(5_000, 10_000, "\"key\";q=10000;w=2")]
    [InlineData(2, 5, "\"key\";q=5;w=3")]
    public void The_policy_tells_the_quota_and_the_seconds_in_which_it_is_whole_again(
        int perSecond, int burst, string policy)
    {
        var bucket = new Bucket("key", new RateLimit { PerSecond = perSecond, Burst = burst }, _time);
        Assert.Equal(policy, bucket.Policy);
    }

    [Fact]
    public void A_burst_is_let_through_and_the_next_is_told_when_to_come_again()
    {
        var bucket = new Bucket("key", new RateLimit { PerSecond = 1, Burst = 3 }, _time);
        Assert.Equal("\"key\";r=3;t=0", bucket.Standing("one"));
        for (var i = 0; i < 3; i++) Assert.Null(bucket.Take("one"));
        Assert.Equal("\"key\";r=0;t=3", bucket.Standing("one"));
        Assert.Equal(TimeSpan.FromSeconds(1), bucket.Take("one"));
        Assert.Null(bucket.Take("another"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(15)]
    [InlineData(19)]
    [InlineData(5_003)]
    public void The_limit_that_was_set_is_the_one_that_is_kept(int perSecond)
    {
        var bucket = new Bucket("key", new RateLimit { PerSecond = perSecond }, _time);
        var taken = -perSecond;
        for (var step = 0; step <= 10 * StepsOfSecond; step++)
        {
            while (bucket.Take("one") is null) taken++;
            _time.Now += TimeSpan.FromSeconds(1) / StepsOfSecond;
        }

        Assert.Equal(10 * perSecond, taken);
    }

    [Fact]
    public void Buckets_that_are_full_again_are_forgotten_as_others_come_and_no_other()
    {
        var bucket = new Bucket("address", new RateLimit { PerSecond = 1, Burst = 1_000 }, _time);
        for (var i = 0; i < 600; i++) bucket.Take("busy");
        for (var i = 0; i < 500; i++) bucket.Take($"early {i}");
        Assert.Equal(501, bucket.Count);
        _time.Now += TimeSpan.FromSeconds(1);
        for (var i = 0; i < 500; i++) bucket.Take($"late {i}");
        Assert.InRange(bucket.Count, 1, 510);
        Assert.Equal("\"address\";r=401;t=599", bucket.Standing("busy"));
    }

    [Fact]
    public void Without_a_rate_there_is_no_bucket() =>
        Assert.Null(Bucket.Of("key", new RateLimit { Burst = 5 }, _time));

    [Fact]
    public void By_default_what_one_adapter_calls_has_no_limit_but_its_tenants()
    {
        var options = new RateLimitOptions();
        Assert.Null(options.Faulty);
        Assert.Equal((true, true, false), (options.Key.IsOn, options.Tenant.IsOn, options.Intake.IsOn));
        Assert.True(options.Address.IsOn);
        Assert.True(options.Messages.IsOn);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(10_000_001, 0)]
    public void A_limit_that_makes_no_sense_is_named(int perSecond, int burst) => Assert.Equal(
        "Intake",
        new RateLimitOptions { Intake = new RateLimit { PerSecond = perSecond, Burst = burst } }.Faulty);

    private sealed class SetTime : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
