using LiveChat.Contracts.Streams;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Simulation.World;

/// <summary>The node that holds the agents' streams, and what each stream's client has seen.</summary>
public sealed class Streams : IStreamNodes
{
    private readonly Dictionary<StreamId, StreamClient> _clients = [];

    public void Open(StreamId stream, StreamClient client) => _clients[stream] = client;

    public void Close(StreamId stream) => _clients.Remove(stream);

    public void CloseAll() => _clients.Clear();

    public bool IsOpen(StreamId stream) => _clients.ContainsKey(stream);

    public void Push(NodeId node, StreamId stream, Notice notice)
    {
        if (_clients.TryGetValue(stream, out var client) && !client.Hear(notice)) _clients.Remove(stream);
    }

    public void End(NodeId node, StreamId stream, Rejection why) => _clients.Remove(stream);
}

/// <summary>An agent's workspace: what it would show, from what it was told.</summary>
public sealed class StreamClient(AgentId agent)
{
    private readonly HashSet<ConversationId> _shown = [];
    private readonly HashSet<ConversationId> _offered = [];
    private List<Notice>? _early;

    public NoticeId? Last { get; private set; }

    public IReadOnlyCollection<ConversationId> Shown => _shown;

    /// <summary>Those among the shown that the agent has not accepted yet.</summary>
    public IReadOnlyCollection<ConversationId> Offered => _offered;

    /// <summary>The stream is about to attach: what comes before its answer is shown after it.</summary>
    public void Attach() => _early = [];

    /// <summary>The stream has attached. False where it has to end, and its client to come again.</summary>
    public bool Start(NoticeId at, IReadOnlyList<Notice>? missed, AgentSnapshot? snapshot)
    {
        if (snapshot is not null)
        {
            _shown.Clear();
            _offered.Clear();
            foreach (var head in snapshot.Conversations)
            {
                _shown.Add(head.Id);
                if (head.State == ConversationState.Offered) _offered.Add(head.Id);
            }

            Last = at;
        }

        foreach (var notice in missed ?? []) See(notice);
        if (Last != at) throw new Violation("R5.1", $"agent {agent} resumed at {Last}, its actor stands at {at}");
        var early = _early ?? [];
        _early = null;
        return early.TrueForAll(Hear);
    }

    /// <summary>False where the stream has to end: another activation of the agent's actor speaks.</summary>
    public bool Hear(Notice notice)
    {
        if (_early is not null) _early.Add(notice);
        else if (notice.Id.Epoch != Last?.Epoch) return false;
        else if (notice.Id.Sequence > Last?.Sequence) See(notice);
        return true;
    }

    private void See(Notice notice)
    {
        if (Last is { } before && notice.Id != before with { Sequence = before.Sequence + 1 })
            throw new Violation("R5.1", $"agent {agent} saw {notice.Id} after {before}");
        Last = notice.Id;
        switch (notice.Body)
        {
            case AssignedNotice it:
                _shown.Add(it.Conversation.Id);
                _offered.Remove(it.Conversation.Id);
                break;
            case OfferNotice it:
                _shown.Add(it.Conversation.Id);
                _offered.Add(it.Conversation.Id);
                break;
            case OfferEndedNotice it:
                _shown.Remove(it.Conversation);
                _offered.Remove(it.Conversation);
                break;
            case TransferredNotice it:
                _shown.Add(it.Conversation.Id);
                break;
            case UnassignedNotice it:
                _shown.Remove(it.Conversation);
                break;
            case ClosedNotice it:
                _shown.Remove(it.Conversation);
                break;
        }
    }
}
