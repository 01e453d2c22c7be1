using LiveChat.Core.Fairness;

namespace LiveChat.Core.Tests.Fairness;

public sealed class FairLineSpecs
{
    private const int Ample = 1_000;

    [Fact]
    public void What_one_owner_has_waiting_is_taken_in_the_order_of_its_arrival() =>
        Assert.Equal([10, 11, 12, 13], All(Filled(Ample, 10, 11, 12, 13)));

    [Fact]
    public void Owners_are_taken_in_turn_whoever_has_more_waiting() =>
        Assert.Equal([10, 20, 30, 11, 21, 12, 13], All(Filled(Ample, 10, 11, 12, 13, 20, 21, 30)));

    [Fact]
    public void Who_comes_while_one_has_much_waiting_is_taken_next_but_one()
    {
        var line = Filled(Ample, [.. Enumerable.Repeat(10, 50)]);
        Assert.Equal(10, Next(line));
        Assert.True(line.TryAdd(2, 20));
        Assert.Equal([10, 20, 10], [Next(line), Next(line), Next(line)]);
    }

    [Fact]
    public void An_owner_alone_gets_half_of_the_room_and_whoever_comes_half_of_what_is_left()
    {
        var line = new FairLine<int, int>(12);
        Assert.Equal([6, 3, 2, 1, 0], Enumerable.Range(1, 5).Select(owner => Fill(line, owner)));
        Assert.Equal(12, line.Count);
    }

    [Fact]
    public void Two_who_fill_it_side_by_side_get_a_third_each()
    {
        var line = new FairLine<int, int>(12);
        for (var i = 0; i < 12; i++) line.TryAdd(1 + i % 2, i);
        Assert.Equal(8, line.Count);
        Assert.True(line.TryAdd(3, 30));
    }

    [Fact]
    public void What_was_taken_keeps_its_room_until_it_is_done()
    {
        var line = new FairLine<int, int>(4);
        Assert.Equal(2, Fill(line, 1));
        Assert.Equal((1, 1), (Next(line), Next(line)));
        Assert.Equal(1, Fill(line, 1));
        line.Done(2);
        Assert.Equal(1, Fill(line, 1));
    }

    [Fact]
    public void An_empty_line_gives_nothing()
    {
        var line = new FairLine<int, int>(4);
        Assert.False(line.TryTake(out _));
        line.Take([], 4, static (_, _, _) => throw new InvalidOperationException());
        Assert.Equal((0, 0), (line.Count, line.OwnersCount));
    }

    [Fact]
    public void At_most_so_many_are_taken_and_the_next_time_goes_on_with_the_next_owner()
    {
        var line = Filled(Ample, 10, 11, 20, 21, 30);
        Assert.Equal([10, 20], Take(line, 2, static (_, _) => Joining.Joins));
        Assert.Equal([30, 11, 21], Take(line, 9, static (_, _) => Joining.Joins));
        Assert.Equal((0, 0), (line.Count, line.OwnersCount));
    }

    [Fact]
    public void One_that_ends_is_the_last_taken()
    {
        var line = Filled(Ample, 10, 11, 20, 21);
        Assert.Equal([10, 20], Take(line, 9, static (item, _) => item == 20 ? Joining.Ends : Joining.Joins));
        Assert.Equal([11, 21], All(line));
    }

    [Fact]
    public void One_that_waits_holds_up_its_owner_alone_and_comes_first_the_next_time()
    {
        var line = Filled(Ample, 10, 11, 20, 21, 22, 30);
        Assert.Equal([10, 20, 30, 11], Take(line, 9, static (item, _) => item == 21 ? Joining.Waits : Joining.Joins));
        Assert.True(line.TryAdd(1, 12));
        Assert.Equal([21, 12, 22], All(line));
    }

    [Fact]
    public void Several_that_wait_come_first_in_their_order()
    {
        var line = Filled(Ample, 10, 20, 30, 11, 21, 31);
        Assert.Equal([10], Take(line, 9, static (_, taken) => taken.Count == 0 ? Joining.Joins : Joining.Waits));
        Assert.Equal([20, 30, 11, 21, 31], All(line));
    }

    [Fact]
    public void The_first_in_turn_cannot_be_left_waiting_for_ever() => Assert.Throws<InvalidOperationException>(
        () => Take(Filled(Ample, 10), 9, static (_, _) => Joining.Waits));

    [Fact]
    public void Who_rests_keeps_his_turn_though_there_be_nobody_else()
    {
        var line = Filled(Ample, 10, 11, 20);
        Assert.Equal([20], Take(line, 9, static (item, _) => item < 20 ? Joining.Rests : Joining.Joins));
        Assert.Empty(Take(line, 9, static (_, _) => Joining.Rests));
        Assert.True(line.TryAdd(3, 30));
        Assert.Equal([10, 30, 11], All(line));
    }

    [Fact]
    public void What_moves_to_another_line_waits_there_in_its_order_and_leaves_its_room()
    {
        var (line, other) = (Filled(8, 10, 20, 30, 11), Filled(Ample, 40, 12));
        Assert.False(line.MoveTo(other, 5));
        Assert.True(line.MoveTo(other, 3));
        Assert.True(line.MoveTo(other, 1));
        Assert.Equal((1, 1), (line.Count, line.OwnersCount));
        Assert.Equal((5, 3), (other.Count, other.OwnersCount));
        Assert.Equal([40, 12, 30, 10, 11], All(other));
        Assert.True(line.TryAdd(1, 13));
        Assert.Equal([20, 13], All(line));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void From_wherever_in_turn_one_moves_the_others_keep_theirs(int moved)
    {
        var (line, other) = (Filled(Ample, 10, 20, 30, 11, 21, 31), new FairLine<int, int>(2));
        Assert.True(line.MoveTo(other, moved));
        Assert.True(line.TryAdd(4, 40));
        Assert.Equal(
            new[] { 10, 20, 30, 40, 11, 21, 31 }.Where(it => it / 10 != moved), All(line));
        Assert.Equal([10 * moved, 10 * moved + 1], All(other));
    }

    /// <summary>
    /// A law: each owner's come out in order, and while one waits, no other is taken twice.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nobody_waits_for_more_than_one_turn_of_every_other(int seed)
    {
        const int Owners = 5;
        var random = new Random(seed);
        var line = new FairLine<int, (int Owner, int Number)>(64);
        var (added, taken) = (new int[Owners], new int[Owners]);
        var turnsMeanwhile = new int[Owners, Owners];
        for (var step = 0; step < 20_000; step++)
        {
            var owner = random.Next(Owners * (Owners + 1) / 2) % Owners;
            if (line.TryAdd(owner, (owner, added[owner]))) added[owner]++;
            if (random.Next(3) == 0 || !line.TryTake(out var item)) continue;
            line.Done(1);
            Assert.Equal(taken[item.Owner]++, item.Number);
            for (var other = 0; other < Owners; other++)
            {
                turnsMeanwhile[item.Owner, other] = 0;
                if (other == item.Owner || added[other] == taken[other]) continue;
                Assert.Equal(1, ++turnsMeanwhile[other, item.Owner]);
            }
        }

        Assert.All(taken, it => Assert.InRange(it, 100, int.MaxValue));
    }

    private static FairLine<int, int> Filled(int max, params int[] items)
    {
        var line = new FairLine<int, int>(max);
        foreach (var item in items) Assert.True(line.TryAdd(item / 10, item));
        return line;
    }

    private static int Fill(FairLine<int, int> line, int owner)
    {
        var count = 0;
        while (line.TryAdd(owner, owner)) count++;
        return count;
    }

    private static int Next(FairLine<int, int> line)
    {
        Assert.True(line.TryTake(out var item));
        return item;
    }

    private static List<int> All(FairLine<int, int> line)
    {
        List<int> all = [];
        while (line.TryTake(out var item)) all.Add(item);
        return all;
    }

    private static List<int> Take(FairLine<int, int> line, int count, Func<int, List<int>, Joining> judge)
    {
        List<int> taken = [];
        line.Take(taken, count, (_, item, with) => judge(item, with));
        return taken;
    }
}
