using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;

namespace LiveChat.Engine.Agents;

/// <summary>
/// What an agent's streams are told, in order and without a gap, and what a returning stream may have missed. Messages
/// are kept as pointers into the log, not as text.
/// </summary>
internal sealed class AgentNotices(TenantId tenant, AgentId agent, long epoch, EnginePorts ports)
{
    private const int KeptMax = 1_000;
    private const int EventsPageMax = 1_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AdoptedFor = TimeSpan.FromSeconds(10);

    private readonly Dictionary<StreamId, NodeId> _streams = [];
    private readonly Dictionary<ConversationId, long> _toldUpTo = [];
    private readonly HashSet<ConversationId> _offered = [];
    private readonly Queue<Kept> _kept = new();
    private long _sequence;

    /// <summary>
    /// The rows as they were read at the start, for streams that attach before anything happened: after a crash all
    /// agents come back at once. Null afterwards.
    /// </summary>
    private IReadOnlyList<ConversationHead>? _adopted;
    private DateTimeOffset _adoptedAt;

    /// <summary>
    /// Turns what a conversation committed into notices. What was lost on the way is read from the log.
    /// </summary>
    /// <param name="held">Whether the agent had the conversation before this.</param>
    /// <returns>Of an offer that ended: whether it passed in silence; null where none did.</returns>
    public async ValueTask<bool?> Tell(ConversationAdvanced it, bool held, DateTimeOffset at)
    {
        var id = it.Head.Id;
        // What is new to the agent begins with its assignment; the event before may be the transfer it came by.
        var toldUpTo = held && _toldUpTo.TryGetValue(id, out var told) ? told : it.Head.StateVersion - 1;
        if (it.Head.Version <= toldUpTo) return null;
        _adopted = null;
        var events = it.FirstVersion <= toldUpTo + 1 && !it.Events.IsEmpty
            ? it.Events.Select((happened, i) => new StoredEvent(it.FirstVersion + i, happened))
            : await Read(id, held ? toldUpTo + 1 : Math.Max(1, toldUpTo));
        var teller = new NoticeTeller(agent, it.Head, held, _offered.Contains(id));
        foreach (var (version, happened) in events)
        {
            var body = teller.Next(version, happened);
            if (version > toldUpTo && body is not null) Push(body, at);
        }

        if (it.Head.FillsSlotOf(agent)) _toldUpTo[id] = it.Head.Version;
        else _toldUpTo.Remove(id);
        Note(it.Head);
        return teller.OfferPassedInSilence;
    }

    /// <summary>The conversations that the agent had when it was activated: whoever attaches gets a snapshot.</summary>
    public void Adopt(IReadOnlyList<ConversationHead> heads, DateTimeOffset at)
    {
        foreach (var head in heads)
        {
            _toldUpTo[head.Id] = head.Version;
            Note(head);
        }

        (_adopted, _adoptedAt) = (heads, at);
    }

    public void Push(NoticeBody body, DateTimeOffset at)
    {
        var notice = new Notice(new NoticeId(epoch, ++_sequence), body);
        if (_kept.Count == KeptMax) _kept.Dequeue();
        _kept.Enqueue(Kept.Of(notice, at));
        foreach (var (stream, node) in _streams) ports.Streams.Push(node, stream, notice);
    }

    /// <summary>Attaches a stream that goes on after what it has seen; null where that is no longer known.</summary>
    public async ValueTask<AttachReply?> Resume(AttachStream it, DateTimeOffset at)
    {
        DropOld(at);
        if (it.After is not { } after || !Remembers(after)) return null;
        _streams[it.Stream] = it.Node;
        return new AttachReply(Rejection.None, new NoticeId(epoch, _sequence), await RecallAfter(after), null);
    }

    /// <summary>The rows as they were read at the start, while they are known to stand.</summary>
    public IReadOnlyList<ConversationHead>? Adopted(DateTimeOffset at)
    {
        DropOld(at);
        return _adopted;
    }

    public AttachReply Attach(AttachStream it, AgentSnapshot snapshot)
    {
        _streams[it.Stream] = it.Node;
        return new AttachReply(Rejection.None, new NoticeId(epoch, _sequence), null, snapshot);
    }

    /// <summary>
    /// Pushes again what a stream has not seen: the way to it may lose things. It ends, so that its client comes again,
    /// where what it missed is no longer known.
    /// </summary>
    public async ValueTask PushMissed(RenewStream it)
    {
        if (it.Seen is not { } seen || seen == new NoticeId(epoch, _sequence)) return;
        var missed = Remembers(seen) ? await RecallAfter(seen) : [];
        if (seen.Epoch != epoch || missed.Count != _sequence - seen.Sequence)
        {
            ports.Streams.End(it.Node, it.Stream, Rejection.None);
            return;
        }

        foreach (var notice in missed) ports.Streams.Push(it.Node, it.Stream, notice);
    }

    /// <param name="why">Set when the stream is to end; null when it has.</param>
    public void Detach(StreamId stream, Rejection? why)
    {
        if (_streams.Remove(stream, out var node) && why is { } reason) ports.Streams.End(node, stream, reason);
    }

    public void DropOld(DateTimeOffset at)
    {
        while (_kept.TryPeek(out var oldest) && at - oldest.At > KeptFor) _kept.Dequeue();
        if (at - _adoptedAt > AdoptedFor) _adopted = null;
    }

    private void Note(ConversationHead head)
    {
        if (head.State == ConversationState.Offered && head.Agent == agent) _offered.Add(head.Id);
        else _offered.Remove(head.Id);
    }

    private bool Remembers(NoticeId after) =>
        after.Epoch == epoch
        && after.Sequence <= _sequence
        && (after.Sequence == _sequence || (_kept.TryPeek(out var oldest) && oldest.Id.Sequence <= after.Sequence + 1));

    private async ValueTask<List<Notice>> RecallAfter(NoticeId seen)
    {
        var missed = new List<Notice>();
        foreach (var kept in _kept.Where(kept => kept.Id.Sequence > seen.Sequence))
        {
            if (await Recall(kept) is { } notice) missed.Add(notice);
        }

        return missed;
    }

    private async ValueTask<Notice?> Recall(Kept kept)
    {
        if (kept.Body is not null) return new Notice(kept.Id, kept.Body);
        var events = await ports.Conversations.Events(tenant, kept.Conversation, kept.Version, limit: 1);
        return events is [var stored] && stored.Version == kept.Version
            ? new Notice(kept.Id, new MessageNotice(kept.Conversation, kept.Contact, kept.Version, stored.Event))
            : null;
    }

    private async ValueTask<List<StoredEvent>> Read(ConversationId id, long fromVersion)
    {
        var all = new List<StoredEvent>();
        while (true)
        {
            var page = await ports.Conversations.Events(tenant, id, fromVersion, EventsPageMax);
            all.AddRange(page);
            if (page.Count < EventsPageMax) return all;
            fromVersion = page[^1].Version + 1;
        }
    }

    /// <summary>A notice as it is kept: a message as its place in the log.</summary>
    private readonly record struct Kept(
        NoticeId Id, DateTimeOffset At, NoticeBody? Body, ConversationId Conversation, string Contact, long Version)
    {
        public static Kept Of(Notice notice, DateTimeOffset at) => notice.Body is MessageNotice message
            ? new Kept(notice.Id, at, null, message.Conversation, message.Contact, message.Version)
            : new Kept(notice.Id, at, notice.Body, default, "", 0);
    }
}
