using LiveChat.Core.Queues;

namespace LiveChat.Core.Tests.Queues;

public sealed class RankedTreeSpecs
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_tree_does_what_a_sorted_list_does(int seed)
    {
        var random = new Random(seed);
        var tree = new RankedTree<string, int>(new SumOfLengths());
        var list = new List<string>();
        for (var step = 0; step < 3_000; step++)
        {
            var item = new string((char)('a' + random.Next(26)), random.Next(1, 12));
            var index = list.BinarySearch(item, StringComparer.Ordinal);
            if (index < 0)
            {
                tree.Add(item);
                list.Insert(~index, item);
            }
            else if (random.Next(3) > 0)
            {
                tree.Remove(item);
                list.RemoveAt(index);
            }

            var at = random.Next(list.Count + 1);
            Assert.Equal(list.ElementAtOrDefault(at), tree.At(at));
            Assert.Equal(
                list.Take(at).Sum(it => it.Length), tree.SummaryWhile(at, (it, count) => tree.RankOf(it) < count));
        }

        Assert.Equal(list, tree.InOrder());
    }

    [Fact]
    public void A_descent_is_short_however_the_items_came()
    {
        var tree = new RankedTree<string, int>(new SumOfLengths());
        for (var i = 0; i < 4_096; i++) tree.Add($"{i:0000}");
        for (var i = 0; i < 4_096; i += 3) tree.Remove($"{i:0000}");
        for (var i = 1; i < 4_096; i += 3)
        {
            var before = tree.Steps;
            tree.RankOf($"{i:0000}");
            Assert.InRange(tree.Steps - before, 1, 28);
        }
    }

    [Fact]
    public void What_is_there_twice_or_not_at_all_is_a_bug()
    {
        var tree = new RankedTree<string, int>(new SumOfLengths());
        tree.Add("a");
        Assert.Throws<InvalidOperationException>(() => tree.Add("a"));
        Assert.Throws<InvalidOperationException>(() => tree.Remove("b"));
        Assert.Throws<InvalidOperationException>(() => tree.RankOf("b"));
        Assert.Null(tree.At(1));
    }

    private sealed class SumOfLengths : ITreeOrder<string, int>
    {
        public int Nothing => 0;

        public int Compare(string one, string other) => string.CompareOrdinal(one, other);

        public int Summarise(string item) => item.Length;

        public int Join(int before, int after) => before + after;
    }
}
