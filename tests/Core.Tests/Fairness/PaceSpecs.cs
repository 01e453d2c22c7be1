using LiveChat.Core.Fairness;

namespace LiveChat.Core.Tests.Fairness;

/// <summary>Who is served apart, and when he rests.</summary>
public sealed class PaceSpecs
{
    private const int Big = 1;
    private const int Small = 2;
    private const int Much = 50 * Pace<int>.LittleMax;

    private readonly Pace<int> _pace = new();
    private TimeSpan _now = TimeSpan.FromHours(1);

    [Fact]
    public void Who_took_much_more_than_others_is_apart_from_the_next_window_on()
    {
        Took(Big, Much);
        Took(Small, 1);
        Assert.Equal(Side.Shared, _pace.SideOf(Big, _now));
        NextWindow();
        Assert.Equal((Side.Apart, Side.Shared), (_pace.SideOf(Big, _now), _pace.SideOf(Small, _now)));
    }

    [Fact]
    public void Who_is_alone_is_not_apart()
    {
        Took(Big, Much);
        NextWindow();
        Assert.Equal(Side.Shared, _pace.SideOf(Big, _now));
    }

    [Fact]
    public void Who_had_company_lately_is_not_alone()
    {
        MakeBigApart();
        var company = _now;
        while (_now + Pace<int>.Window < company + Pace<int>.CompanyLasts)
        {
            Took(Big, Much);
            NextWindow();
            Assert.Equal(Side.Apart, _pace.SideOf(Big, _now));
        }

        Took(Big, Much);
        NextWindow();
        Assert.Equal(Side.Shared, _pace.SideOf(Big, _now));
    }

    [Fact]
    public void Who_goes_on_as_before_beside_one_that_has_stopped_is_not_apart()
    {
        const int Some = 2 * Pace<int>.LittleMax;
        Took(Big, Much);
        Took(Small, Some);
        for (var i = 0; i < 100; i++)
        {
            NextWindow();
            Assert.Equal(Side.Shared, _pace.SideOf(Small, _now));
            Took(Small, Some);
        }
    }

    [Fact]
    public void Of_several_who_took_the_same_nobody_is_apart()
    {
        for (var owner = 1; owner <= 5; owner++) Took(owner, Much);
        NextWindow();
        Assert.All(Enumerable.Range(1, 5), owner => Assert.Equal(Side.Shared, _pace.SideOf(owner, _now)));
    }

    [Fact]
    public void Several_are_apart_among_many_who_took_little()
    {
        Took(Big, Much);
        Took(Small, Much);
        for (var owner = 3; owner <= 9; owner++) Took(owner, 1);
        NextWindow();
        Assert.Equal(
            [Side.Apart, Side.Apart, Side.Shared],
            new[] { Big, Small, 3 }.Select(owner => _pace.SideOf(owner, _now)));
    }

    [Theory]
    [InlineData(0, Side.Shared)]
    [InlineData(1, Side.Apart)]
    public void Who_took_little_is_not_apart_however_little_others_took(int more, Side expected)
    {
        Took(Big, Pace<int>.LittleMax + more);
        Took(Small, 1);
        NextWindow();
        Assert.Equal(expected, _pace.SideOf(Big, _now));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Who_took_nothing_in_a_window_is_no_longer_apart(int windows)
    {
        MakeBigApart();
        for (var i = 0; i < windows; i++)
        {
            Took(Small, 1);
            NextWindow();
        }

        Assert.Equal(Side.Shared, _pace.SideOf(Big, _now));
    }

    [Fact]
    public void What_was_long_ago_does_not_count()
    {
        Took(Big, Much);
        Took(Small, 1);
        _now += TimeSpan.FromHours(1);
        Assert.Equal(Side.Shared, _pace.SideOf(Big, _now));
    }

    [Fact]
    public void While_a_batch_of_his_is_under_way_nobody_changes_sides()
    {
        Begin(Big, Much);
        Begin(Small, 1);
        NextWindow();
        Assert.Equal(Side.Shared, _pace.SideOf(Big, _now));
        Assert.Equal([Big, Small], _pace.Ended(Side.Shared, _now));
        Assert.Equal(Side.Apart, _pace.SideOf(Big, _now));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 12)]
    [InlineData(10, 40)]
    [InlineData(5_000, 40)]
    public void Who_is_apart_rests_for_four_times_as_long_as_his_batch_took_and_no_longer_than_so(int batch, int rest)
    {
        MakeBigApart();
        Begin(Big, 1);
        Assert.Null(_pace.RestsUntil(Big, _now));
        var ended = _now + TimeSpan.FromMilliseconds(batch);
        _pace.Ended(Side.Apart, ended);
        var until = ended + TimeSpan.FromMilliseconds(rest);
        Assert.Equal(rest == 0 ? null : until, _pace.RestsUntil(Big, ended));
        Assert.Null(_pace.RestsUntil(Big, until));
    }

    [Fact]
    public void Who_is_not_apart_does_not_rest()
    {
        Begin(Small, 1);
        _pace.Ended(Side.Shared, _now + TimeSpan.FromMilliseconds(5));
        Assert.Null(_pace.RestsUntil(Small, _now + TimeSpan.FromMilliseconds(5)));
    }

    [Fact]
    public void Each_side_has_a_batch_of_its_own()
    {
        MakeBigApart();
        Begin(Big, 1);
        Begin(Small, 1);
        Assert.Equal([Small], _pace.Ended(Side.Shared, _now));
        Assert.Equal([Big], _pace.Ended(Side.Apart, _now));
        Assert.Empty(_pace.Ended(Side.Apart, _now));
    }

    private void MakeBigApart()
    {
        Took(Big, Much);
        Took(Small, 1);
        NextWindow();
        Assert.Equal(Side.Apart, _pace.SideOf(Big, _now));
    }

    private void Took(int owner, int count)
    {
        var side = Begin(owner, count);
        _pace.Ended(side, _now);
    }

    private Side Begin(int owner, int count)
    {
        var side = _pace.SideOf(owner, _now);
        for (var i = 0; i < count; i++) _pace.Took(owner, side, _now);
        return side;
    }

    private void NextWindow() => _now += Pace<int>.Window;
}
