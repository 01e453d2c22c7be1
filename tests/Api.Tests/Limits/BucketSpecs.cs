using LiveChat.Api.Limits;

namespace LiveChat.Api.Tests.Limits;

public sealed class BucketSpecs
{
    [Theory]
    [InlineData(10, 0, "\"key\";q=10;w=1")]
    [InlineData(5_000, 10_000, "\"key\";q=10000;w=2")]
    [InlineData(2, 5, "\"key\";q=5;w=3")]
    public void The_policy_tells_the_quota_and_the_seconds_in_which_it_is_whole_again(
        int perSecond, int burst, string policy)
    {
        using var bucket = new Bucket("key", new RateLimit { PerSecond = perSecond, Burst = burst });
        Assert.Equal(policy, bucket.Policy);
    }

    [Fact]
    public void A_burst_is_let_through_and_the_next_is_told_when_to_come_again()
    {
        using var bucket = new Bucket("key", new RateLimit { PerSecond = 1, Burst = 3 });
        Assert.Equal("\"key\";r=3;t=0", bucket.Standing("one"));
        for (var i = 0; i < 3; i++) Assert.Null(bucket.Take("one"));
        Assert.Equal("\"key\";r=0;t=3", bucket.Standing("one"));
        Assert.InRange(bucket.Take("one")!.Value, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(1));
        Assert.Null(bucket.Take("another"));
    }

    [Fact]
    public void Without_a_rate_there_is_no_bucket() => Assert.Null(Bucket.Of("key", new RateLimit { Burst = 5 }));

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
}
