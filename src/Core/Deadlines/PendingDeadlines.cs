using LiveChat.Core.Primitives;

namespace LiveChat.Core.Deadlines;

/// <summary>
/// The next deadlines of one shard, in memory: who is to be woken when, and who was woken and has not answered.
/// Mutable; one caller at a time; every call costs O(log n).
/// </summary>
public sealed class PendingDeadlines
{
    /// <summary>Who was woken and has not answered is woken again after this.</summary>
    public static readonly TimeSpan WakeAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>Conversations woken at a time; of more that are due, the later ones wait for answers.</summary>
    public const int WokenMax = 256;

    private readonly Dictionary<ConversationId, Pending> _byConversation = [];
    private readonly SortedSet<(DateTimeOffset At, ConversationId Conversation)> _byTime = [];
    private int _woken;

    public int Count => _byConversation.Count;

    /// <summary>When the next one is to be woken; null: none, or not before one of those woken answers.</summary>
    public DateTimeOffset? NextAt
    {
        get
        {
            foreach (var (at, conversation) in _byTime)
            {
                if (_woken < WokenMax || _byConversation[conversation].IsWoken) return at;
            }

            return null;
        }
    }

    /// <summary>The conversation has said itself when it wants to be woken; null: not at all.</summary>
    public void Arm(TenantId tenant, ConversationId conversation, DateTimeOffset? at)
    {
        Remove(conversation);
        if (at is { } armed) Add(conversation, new Pending(tenant, armed, IsWoken: false));
    }

    /// <summary>
    /// A row says when, perhaps not the newest word: of two times the earlier one counts, and who was woken is left to
    /// answer.
    /// </summary>
    public void Load(TenantId tenant, ConversationId conversation, DateTimeOffset at)
    {
        if (_byConversation.TryGetValue(conversation, out var known) && (known.IsWoken || known.At <= at)) return;
        Arm(tenant, conversation, at);
    }

    /// <summary>Who is to be woken now, earliest first.</summary>
    public IReadOnlyList<(TenantId Tenant, ConversationId Conversation)> Wake(DateTimeOffset now)
    {
        List<(TenantId, ConversationId)> woken = [];
        foreach (var (_, conversation) in DueAt(now))
        {
            var pending = _byConversation[conversation];
            if (!pending.IsWoken && _woken == WokenMax) continue;
            Remove(conversation);
            Add(conversation, new Pending(pending.Tenant, now + WakeAgainAfter, IsWoken: true));
            woken.Add((pending.Tenant, conversation));
        }

        return woken;
    }

    private List<(DateTimeOffset At, ConversationId Conversation)> DueAt(DateTimeOffset now)
    {
        List<(DateTimeOffset At, ConversationId Conversation)> due = [];
        foreach (var pending in _byTime)
        {
            if (pending.At >= now || due.Count >= 2 * WokenMax) break;
            due.Add(pending);
        }

        return due;
    }

    private void Add(ConversationId conversation, Pending pending)
    {
        _byConversation.Add(conversation, pending);
        _byTime.Add((pending.At, conversation));
        if (pending.IsWoken) _woken++;
    }

    private void Remove(ConversationId conversation)
    {
        if (!_byConversation.Remove(conversation, out var pending)) return;
        _byTime.Remove((pending.At, conversation));
        if (pending.IsWoken) _woken--;
    }

    private readonly record struct Pending(TenantId Tenant, DateTimeOffset At, bool IsWoken);
}
