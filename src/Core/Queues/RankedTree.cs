namespace LiveChat.Core.Queues;

/// <summary>
/// An ordered set that knows ranks and keeps a summary of every subtree, so that questions over a prefix or "the first
/// item such that" take one descent. A weight-balanced tree with the parameters (3, 2) of Hirai and Yamamoto,
/// "Balancing weight-balanced trees" (2011): its height is below 2.41 · log2(n + 1), and every member below costs
/// O(height).
/// </summary>
/// <remarks>What an item is ordered or summarised by may change only outside the tree, or with
/// <see cref="Refresh(T)"/> for what concerns the summary alone.</remarks>
internal sealed class RankedTree<T, TSummary>(ITreeOrder<T, TSummary> order) where T : class
{
    private const int Delta = 3;
    private const int Gamma = 2;

    private Node? _root;

    public int Count => Size(_root);

    /// <summary>Nodes visited since the tree was made: the measure of work on which tests put a bound.</summary>
    public long Steps { get; private set; }

    /// <exception cref="InvalidOperationException">An equal item is there.</exception>
    public void Add(T item) => _root = Add(_root, item);

    /// <exception cref="InvalidOperationException">The item is not there.</exception>
    public void Remove(T item) => _root = Remove(_root, item);

    /// <summary>The item's own summary has changed; its place has not.</summary>
    public void Refresh(T item) => Refresh(_root, item);

    /// <summary>The item with so many before it; null when there are not as many.</summary>
    public T? At(int index)
    {
        var node = _root;
        while (node is not null)
        {
            Steps++;
            var before = Size(node.Left);
            if (index == before) return node.Item;
            node = index < before ? node.Left : node.Right;
            if (index > before) index -= before + 1;
        }

        return null;
    }

    /// <summary>How many items stand before this one.</summary>
    /// <exception cref="InvalidOperationException">The item is not there.</exception>
    public int RankOf(T item) => Rank(item) is (var rank, true)
        ? rank
        : throw new InvalidOperationException("The item is not in the tree.");

    /// <summary>How many items stand before one that need not be there.</summary>
    public int CountBefore(T item) => Rank(item).Before;

    private (int Before, bool IsThere) Rank(T item)
    {
        var rank = 0;
        var node = _root;
        while (node is not null)
        {
            Steps++;
            var compared = order.Compare(item, node.Item);
            if (compared == 0) return (rank + Size(node.Left), true);
            if (compared > 0) rank += Size(node.Left) + 1;
            node = compared < 0 ? node.Left : node.Right;
        }

        return (rank, false);
    }

    /// <summary>
    /// The first item whose summary has the property. The property must hold of a joined summary exactly when it holds
    /// of one of its parts.
    /// </summary>
    public T? First<TArgument>(TArgument argument, Func<TSummary, TArgument, bool> holds)
    {
        var node = _root is not null && holds(_root.Summary, argument) ? _root : null;
        while (node is not null)
        {
            Steps++;
            if (node.Left is not null && holds(node.Left.Summary, argument)) node = node.Left;
            else if (holds(order.Summarise(node.Item), argument)) return node.Item;
            else node = node.Right;
        }

        return null;
    }

    /// <summary>The summary of the items within; they must be the first ones of the order.</summary>
    public TSummary SummaryWhile<TArgument>(TArgument argument, Func<T, TArgument, bool> within)
    {
        var summary = order.Nothing;
        var node = _root;
        while (node is not null)
        {
            Steps++;
            if (!within(node.Item, argument))
            {
                node = node.Left;
                continue;
            }

            if (node.Left is not null) summary = order.Join(summary, node.Left.Summary);
            summary = order.Join(summary, order.Summarise(node.Item));
            node = node.Right;
        }

        return summary;
    }

    /// <summary>How many items are within; they must be the first ones of the order.</summary>
    public int CountWhile<TArgument>(TArgument argument, Func<T, TArgument, bool> within)
    {
        var count = 0;
        for (var node = _root; node is not null;)
        {
            Steps++;
            var isWithin = within(node.Item, argument);
            if (isWithin) count += Size(node.Left) + 1;
            node = isWithin ? node.Right : node.Left;
        }

        return count;
    }

    /// <summary>All items in order; the tree must not change meanwhile.</summary>
    public IEnumerable<T> InOrder()
    {
        var path = new Stack<Node>();
        for (var node = _root; node is not null || path.Count > 0;)
        {
            if (node is not null)
            {
                path.Push(node);
                node = node.Left;
                continue;
            }

            node = path.Pop();
            yield return node.Item;
            node = node.Right;
        }
    }

    private static int Size(Node? node) => node?.Size ?? 0;

    private static int Weight(Node? node) => Size(node) + 1;

    private Node Add(Node? node, T item)
    {
        if (node is null) return Update(new Node(item));
        Steps++;
        var compared = order.Compare(item, node.Item);
        if (compared == 0) throw new InvalidOperationException("An equal item is in the tree.");
        if (compared < 0) node.Left = Add(node.Left, item);
        else node.Right = Add(node.Right, item);
        return Balance(node);
    }

    private Node? Remove(Node? node, T item)
    {
        if (node is null) throw new InvalidOperationException("The item is not in the tree.");
        Steps++;
        var compared = order.Compare(item, node.Item);
        if (compared < 0) node.Left = Remove(node.Left, item);
        else if (compared > 0) node.Right = Remove(node.Right, item);
        else if (node.Left is null) return node.Right;
        else if (node.Right is null) return node.Left;
        else node.Right = RemoveFirst(node.Right, out node.Item);
        return Balance(node);
    }

    private Node? RemoveFirst(Node node, out T first)
    {
        Steps++;
        if (node.Left is null)
        {
            first = node.Item;
            return node.Right;
        }

        node.Left = RemoveFirst(node.Left, out first);
        return Balance(node);
    }

    private void Refresh(Node? node, T item)
    {
        if (node is null) throw new InvalidOperationException("The item is not in the tree.");
        Steps++;
        var compared = order.Compare(item, node.Item);
        if (compared != 0) Refresh(compared < 0 ? node.Left : node.Right, item);
        Update(node);
    }

    private Node Balance(Node node)
    {
        if (Weight(node.Right) > Delta * Weight(node.Left))
        {
            var right = node.Right!;
            if (Weight(right.Left) >= Gamma * Weight(right.Right)) node.Right = RotateRight(right);
            return RotateLeft(node);
        }

        if (Weight(node.Left) > Delta * Weight(node.Right))
        {
            var left = node.Left!;
            if (Weight(left.Right) >= Gamma * Weight(left.Left)) node.Left = RotateLeft(left);
            return RotateRight(node);
        }

        return Update(node);
    }

    private Node RotateLeft(Node node)
    {
        var top = node.Right!;
        node.Right = top.Left;
        top.Left = Update(node);
        return Update(top);
    }

    private Node RotateRight(Node node)
    {
        var top = node.Left!;
        node.Left = top.Right;
        top.Right = Update(node);
        return Update(top);
    }

    private Node Update(Node node)
    {
        node.Size = Size(node.Left) + Size(node.Right) + 1;
        var summary = order.Summarise(node.Item);
        if (node.Left is not null) summary = order.Join(node.Left.Summary, summary);
        if (node.Right is not null) summary = order.Join(summary, node.Right.Summary);
        node.Summary = summary;
        return node;
    }

    private sealed class Node(T item)
    {
        public T Item = item;
        public Node? Left;
        public Node? Right;
        public int Size;
        public TSummary Summary = default!;
    }
}

/// <summary>The total order of a <see cref="RankedTree{T,TSummary}"/> and its summaries, which form a monoid.</summary>
internal interface ITreeOrder<T, TSummary>
{
    TSummary Nothing { get; }

    int Compare(T one, T other);

    TSummary Summarise(T item);

    TSummary Join(TSummary before, TSummary after);
}
