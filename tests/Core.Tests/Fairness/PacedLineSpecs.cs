using LiveChat.Core.Fairness;

namespace LiveChat.Core.Tests.Fairness;

/// <summary>What waits for the two that serve, as the pace says.</summary>
public sealed class PacedLineSpecs
{
    private const int Big = 1;
    private const int Small = 2;
    private const int Much = 50 * Pace<int>.LittleMax;

    private readonly PacedLine<int, int> _line = new(1_000_000);
    private TimeSpan _now = TimeSpan.FromHours(1);

    [Fact]
    public void Who_takes_much_waits_apart_and_is_not_in_the_others_way()
    {
        MakeBigApart();
        Assert.Equal(Side.Apart, Add(Big, 10));
        Assert.Equal(Side.Shared, Add(Small, 20));
        Assert.Equal([20], Take(Side.Shared, out _));
        Assert.Equal([10], Take(Side.Apart, out _));
    }

    [Fact]
    public void Nothing_is_taken_of_one_who_rests_until_he_has_rested()
    {
        MakeBigApart();
        Add(Big, 10);
        Assert.Equal([10], Take(Side.Apart, out _));
        var rested = _now + (5 + 20) * Ms;
        _now += 5 * Ms;
        _line.Done(Side.Apart, 1, _now);
        Add(Big, 11);
        Assert.Equal(rested, _line.RestsUntil(Big, _now));
        Assert.Empty(Take(Side.Apart, out var restedAt));
        Assert.Equal((rested, 1), (restedAt, _line.Count(Side.Apart)));
        _now = rested;
        Assert.Equal([11], Take(Side.Apart, out _));
    }

    [Fact]
    public void Others_apart_are_taken_while_one_rests()
    {
        MakeApart(Big, 3);
        Add(Big, 10);
        Take(Side.Apart, out _);
        _now += 5 * Ms;
        _line.Done(Side.Apart, 1, _now);
        Assert.Equal(Side.Apart, Add(Big, 11));
        Assert.Equal(Side.Apart, Add(3, 30));
        Assert.Equal([30], Take(Side.Apart, out var restedAt));
        Assert.Equal(_now + 20 * Ms, restedAt);
    }

    [Fact]
    public void What_waits_goes_along_in_its_order_when_its_owner_changes_sides()
    {
        Add(Big, 10);
        foreach (var number in Enumerable.Range(0, Much)) Add(Big, number);
        Add(Small, 20);
        Take(Side.Shared, out _);
        Add(Big, 11);
        Add(Small, 21);
        Add(Big, 12);
        _now += Pace<int>.Window;
        Assert.True(_line.Done(Side.Shared, Much + 2, _now));
        Assert.Equal(Side.Apart, Add(Big, 13));
        Assert.Equal([21], Take(Side.Shared, out _));
        _now += Pace<int>.RestMax;
        Assert.Equal([11, 12, 13], Take(Side.Apart, out _));
    }

    [Fact]
    public void A_side_whose_owners_stay_has_nothing_for_the_other()
    {
        Add(Small, 20);
        Take(Side.Shared, out _);
        Add(Small, 21);
        Assert.False(_line.Done(Side.Shared, 1, _now));
    }

    [Fact]
    public void At_the_end_nobody_rests()
    {
        MakeBigApart();
        Add(Big, 10);
        Take(Side.Apart, out _);
        _now += 5 * Ms;
        _line.Done(Side.Apart, 1, _now);
        Add(Big, 11);
        Assert.Empty(Take(Side.Apart, out _));
        _line.End();
        Assert.Equal([11], Take(Side.Apart, out _));
    }

    [Fact]
    public void Each_side_has_room_of_its_own()
    {
        var line = new PacedLine<int, int>(2 * Much);
        for (var i = 0; i < Much; i++) Assert.True(line.TryAdd(Big, i, _now, out _));
        Assert.True(line.TryAdd(Small, 0, _now, out _));
        List<int> taken = [];
        line.Take(Side.Shared, taken, 2 * Much, static (_, _) => Joining.Joins, _now);
        _now += Pace<int>.Window;
        line.Done(Side.Shared, taken.Count, _now);
        var (big, small) = (0, 0);
        while (line.TryAdd(Big, 0, _now, out var side)) big += side == Side.Apart ? 1 : 0;
        while (line.TryAdd(Small, 0, _now, out var side)) small += side == Side.Shared ? 1 : 0;
        Assert.Equal((Much, Much), (big, small));
    }

    /// <summary>
    /// A law: whoever takes much or little, and changes from one to the other, what is his comes out in order, all of
    /// it, and nothing of it while something of his is under way.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Each_owners_come_out_in_order_and_never_on_both_sides_at_once(int seed)
    {
        const int Owners = 6;
        var random = new Random(seed);
        var (added, taken, changes) = (new int[Owners], new int[Owners], 0);
        var lines = new PacedLine<int, (int Owner, int Number)>(100_000);
        var sides = new Side[Owners];
        List<(int Owner, int Number)>[] underWay = [[], []];
        for (var step = 0; step < 60_000; step++)
        {
            _now += random.Next(3) * Ms;
            var owner = step / 3_000 % Owners;
            if (random.Next(8) == 0) owner = random.Next(Owners);
            Assert.True(lines.TryAdd(owner, (owner, added[owner]++), _now, out var at));
            if (at != sides[owner]) changes++;
            sides[owner] = at;
            var side = (Side)random.Next(2);
            var batch = underWay[(int)side];
            if (random.Next(3) > 0) continue;
            lines.Done(side, batch.Count, _now);
            batch.Clear();
            lines.Take(side, batch, random.Next(1, 40), static (_, _) => Joining.Joins, _now);
            Assert.Empty(underWay[0].Select(it => it.Owner).Intersect(underWay[1].Select(it => it.Owner)));
            foreach (var it in batch) Assert.Equal(taken[it.Owner]++, it.Number);
        }

        Assert.InRange(changes, 10, int.MaxValue);
        lines.End();
        foreach (var side in new[] { Side.Shared, Side.Apart })
        {
            lines.Done(side, underWay[(int)side].Count, _now);
            List<(int Owner, int Number)> rest = [];
            lines.Take(side, rest, int.MaxValue, static (_, _) => Joining.Joins, _now);
            foreach (var it in rest) Assert.Equal(taken[it.Owner]++, it.Number);
        }

        Assert.Equal(added, taken);
    }

    private static TimeSpan Ms => TimeSpan.FromMilliseconds(1);

    private void MakeBigApart() => MakeApart(Big);

    private void MakeApart(params int[] owners)
    {
        foreach (var owner in owners)
        {
            for (var i = 0; i < Much; i++) Add(owner, 0);
        }

        for (var little = 4; little <= 9; little++) Add(little, 0);
        var count = Take(Side.Shared, out _).Count;
        _line.Done(Side.Shared, count, _now);
        _now += Pace<int>.Window;
    }

    private Side Add(int owner, int item)
    {
        Assert.True(_line.TryAdd(owner, item, _now, out var side));
        return side;
    }

    private List<int> Take(Side side, out TimeSpan restedAt)
    {
        List<int> taken = [];
        restedAt = _line.Take(side, taken, int.MaxValue, static (_, _) => Joining.Joins, _now);
        return taken;
    }
}
