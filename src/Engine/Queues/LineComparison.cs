using LiveChat.Contracts.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Engine.Queues;

/// <summary>A comparison of a line with the rows that wait in it, page by page.</summary>
internal sealed class LineComparison(IEnumerable<ConversationId> known)
{
    private readonly HashSet<ConversationId> _unconfirmed = [.. known];

    public ConversationId? After { get; private set; }

    /// <summary>What stood in the line at the start and in no row so far.</summary>
    public IReadOnlyCollection<ConversationId> Unconfirmed => _unconfirmed;

    public void Confirm(IReadOnlyList<ConversationHead> page)
    {
        foreach (var head in page) _unconfirmed.Remove(head.Id);
        if (page.Count > 0) After = page[^1].Id;
    }
}
