using System.Diagnostics.CodeAnalysis;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;

namespace LiveChat.Channels.Outbox;

/// <summary>
/// What memory knows of one sender's queued messages, and which may be sent now: the first of each thread, none while
/// an earlier one of its thread is queued, be it in memory or only in the rows. Hints feed it without a read as long as
/// every thread that has rows is known; when a bound is met or a hint was lost it says <see cref="ReadWanted"/>, and
/// until then it trusts only what it holds. Not thread-safe.
/// </summary>
internal sealed class ThreadLines
{
    /// <summary>Messages held for one sender; more are left to the rows.</summary>
    public const int MessagesMax = 2_000;

    /// <summary>Threads read from the rows at once, the oldest due first.</summary>
    public const int ThreadsReadMax = 1_000;

    private readonly Dictionary<ThreadId, ThreadLine> _lines = [];
    private readonly Queue<ThreadLine> _ready = [];
    private readonly PriorityQueue<ThreadLine, DateTimeOffset> _parked = new();
    private readonly List<OutboxMessage> _stash = [];
    private readonly Dictionary<ThreadId, long> _finishedWhileReading = [];
    private readonly HashSet<ThreadLine> _emptied = [];
    private bool _threadsKnown;
    private bool _dropped;
    private int _messages;
    private int _reads;

    public bool Reading { get; private set; }

    /// <summary>The rows are to be read: <see cref="BeginRead"/>.</summary>
    public bool ReadWanted { get; private set; } = true;

    public int ReadyCount => _ready.Count;

    /// <summary>When the next parked message is due.</summary>
    public DateTimeOffset? NextDue => _parked.TryPeek(out _, out var due) ? due : null;

    /// <summary>A message was committed. It may be known already.</summary>
    public void Offer(OutboxMessage message)
    {
        var line = _lines.GetValueOrDefault(message.Id.Thread);
        if (!_threadsKnown) Defer(message, line);
        else if (line is null) Open(message);
        else if (line.Beyond) line.PassedOver = _reads;
        else if (message.Id.Version > line.LastVersion) Extend(line, message);
    }

    /// <summary>Rows may exist that were never offered: trust no hint before the next whole read.</summary>
    public void Miss()
    {
        foreach (var line in _lines.Values) line.Beyond = true;
        _threadsKnown = false;
        _dropped = true;
        ReadWanted = true;
    }

    /// <summary>A read is wanted to be sure; hints stay trusted.</summary>
    public void Recheck() => ReadWanted = true;

    /// <summary>
    /// The next message to send at <c>now</c>; its thread is held until it is finished, parked or put back.
    /// </summary>
    public bool TryTake(DateTimeOffset now, [NotNullWhen(true)] out OutboxMessage? message)
    {
        while (_parked.TryPeek(out var due, out var at) && at <= now)
        {
            _parked.Dequeue();
            MakeReady(due);
        }

        message = null;
        if (!_ready.TryDequeue(out var line)) return false;
        line.Progress = Progress.Sending;
        message = line.Head!;
        return true;
    }

    /// <summary>The message has left the queued state, on disk.</summary>
    public void Finish(MessageId id)
    {
        if (Reading) _finishedWhileReading[id.Thread] = id.Version;
        if (!TrySending(id, out var line)) return;
        line.Advance();
        _messages--;
        if (line.Head is not null) MakeReady(line);
        else if (line.Beyond) Empty(line);
        else _lines.Remove(id.Thread);
    }

    /// <summary>The message is to be tried again at its <c>NextAttemptAt</c>.</summary>
    public void Park(OutboxMessage message)
    {
        if (!TrySending(message.Id, out var line)) return;
        line.Replace(message);
        Rest(line, message.NextAttemptAt);
    }

    /// <summary>Forgets everything but what is under way, and trusts nothing before the next read.</summary>
    public void Forget()
    {
        foreach (var (thread, line) in _lines)
            if (line.Progress == Progress.Sending) line.Beyond = true;
            else Drop(thread, line);
        _ready.Clear();
        _parked.Clear();
        _emptied.Clear();
        _stash.Clear();
        Miss();
        Reading = false;
        ReadWanted = false;
    }

    public void BeginRead()
    {
        Reading = true;
        ReadWanted = false;
        _dropped = false;
        _reads++;
        _finishedWhileReading.Clear();
    }

    /// <summary>The read failed: it is wanted still.</summary>
    public void AbandonRead()
    {
        Reading = false;
        _dropped = true;
        ReadWanted = true;
        OfferStash();
    }

    /// <summary>Takes in the first queued row of each thread; answers how many of them can be sent now.</summary>
    public int EndRead(IReadOnlyList<OutboxMessage> heads, DateTimeOffset now)
    {
        Reading = false;
        var whole = heads.Count < ThreadsReadMax;
        if (!_threadsKnown) DropParked();
        var readyBefore = _ready.Count;
        foreach (var head in heads) TakeIn(head, now);
        SettleEmptied();
        _threadsKnown = _threadsKnown || (whole && !_dropped);
        if (!_threadsKnown) ReadWanted = true;
        OfferStash();
        return _ready.Count - readyBefore;
    }

    private void Open(OutboxMessage message)
    {
        if (_messages >= MessagesMax)
        {
            _threadsKnown = false;
            ReadWanted = true;
            return;
        }

        Hold(new ThreadLine(message), message.NextAttemptAt, DateTimeOffset.MaxValue);
    }

    private void Extend(ThreadLine line, OutboxMessage message)
    {
        if (_messages >= MessagesMax)
        {
            line.Beyond = true;
            line.PassedOver = _reads;
            return;
        }

        line.Add(message);
        _messages++;
    }

    private void Defer(OutboxMessage message, ThreadLine? line)
    {
        if (Reading && _stash.Count < MessagesMax)
        {
            _stash.Add(message);
            return;
        }

        ReadWanted = true;
        _dropped = true;
        if (line is null) return;
        line.Beyond = true;
        line.PassedOver = _reads;
    }

    private void TakeIn(OutboxMessage head, DateTimeOffset now)
    {
        var thread = head.Id.Thread;
        if (_finishedWhileReading.TryGetValue(thread, out var finished) && head.Id.Version <= finished)
        {
            ReadWanted = true;
            return;
        }

        if (!_lines.TryGetValue(thread, out var line))
        {
            Hold(new ThreadLine(head) { Beyond = true }, head.NextAttemptAt, now);
            return;
        }

        if (!_emptied.Remove(line)) return;
        line.Add(head);
        Hold(line, head.NextAttemptAt, now);
    }

    private void Hold(ThreadLine line, DateTimeOffset due, DateTimeOffset now)
    {
        _lines[line.Head!.Id.Thread] = line;
        _messages++;
        if (due <= now) MakeReady(line);
        else Rest(line, due);
    }

    private void Rest(ThreadLine line, DateTimeOffset due)
    {
        line.Progress = Progress.Parked;
        line.ParkedIn = _reads;
        _parked.Enqueue(line, due);
    }

    private void Empty(ThreadLine line)
    {
        line.Progress = Progress.Emptied;
        _emptied.Add(line);
        ReadWanted = true;
    }

    /// <summary>
    /// An emptied thread that the read did not show has no queued rows, unless a hint for it was passed over or its
    /// last message finished after the read began: then another read tells.
    /// </summary>
    private void SettleEmptied()
    {
        foreach (var line in _emptied)
        {
            var thread = line.Thread;
            if (line.PassedOver < _reads && !_finishedWhileReading.ContainsKey(thread)) _lines.Remove(thread);
            else ReadWanted = true;
        }

        _emptied.RemoveWhere(line => !_lines.ContainsKey(line.Thread));
    }

    /// <summary>
    /// What was parked before the read began is in the rows with what stands there; what was parked since stays.
    /// </summary>
    private void DropParked()
    {
        var parked = _parked.UnorderedItems.ToArray();
        _parked.Clear();
        foreach (var (line, due) in parked)
            if (line.ParkedIn < _reads) Drop(line.Thread, line);
            else _parked.Enqueue(line, due);
    }

    private void Drop(ThreadId thread, ThreadLine line)
    {
        _messages -= line.Count;
        _lines.Remove(thread);
    }

    private void OfferStash()
    {
        if (_stash.Count == 0) return;
        OutboxMessage[] stashed = [.. _stash];
        _stash.Clear();
        foreach (var message in stashed) Offer(message);
    }

    private void MakeReady(ThreadLine line)
    {
        line.Progress = Progress.Ready;
        _ready.Enqueue(line);
    }

    private bool TrySending(MessageId id, [NotNullWhen(true)] out ThreadLine? line) =>
        _lines.TryGetValue(id.Thread, out line) && line.Progress == Progress.Sending && line.Head!.Id == id;
}
