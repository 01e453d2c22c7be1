using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Queues;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;
using LiveChat.Engine.Actors;
using LiveChat.Engine.Measures;
using static LiveChat.Engine.Queues.LineMaps;

namespace LiveChat.Engine.Queues;

/// <summary>
/// One queue: the shell of its <see cref="QueueLine"/>. Soft state: whatever it knows it reads again from the rows of
/// the conversations that wait in it and from the news of its agents.
/// </summary>
public sealed class QueueActor(EnginePorts ports) : Actor
{
    private const int PageMax = 1_000;
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(10);

    private readonly WaitEstimate _estimate = new();
    private QueueLine _line = null!;
    private LineGauge _gauge = null!;
    private long _epoch;
    private LineComparison? _comparison;
    private DateTimeOffset _comparedAt;
    private DateTimeOffset _askedAt;
    private DateTimeOffset? _wakesAt;
    private bool _someAreSilent;
    private bool _isUnknown;
    private bool _tenantGone;

    /// <summary>For the auditor of the simulation.</summary>
    internal QueueLine Line => _line;

    private QueueId Queue => QueueId.From(Id.Key);

    private TimeSpan CompareEvery => ComparePace.Of(_line.WaitingCount);

    public override bool MayPassivate => IsOver;

    /// <summary>The tenant was deleted.</summary>
    public override bool IsOver => _tenantGone;

    public override async ValueTask Activate()
    {
        _line = new QueueLine(Now, ports.NextToken);
        _gauge = new LineGauge(ports.Metrics, Id);
        var setup = await ReadSetup();
        // Before the rows are read: what a former activation decided is in them, or never will be.
        if (!_isUnknown) _epoch = await ports.Queues.RaiseEpoch(Id.Tenant, Queue);
        Send(_line.Configure(Now, setup));
        var waiting = new List<WaitingHead>();
        for (ConversationId? after = null; ;)
        {
            var page = await ports.Conversations.WaitingIn(Id.Tenant, Queue, after, PageMax);
            waiting.AddRange(page.Select(Map));
            if (page.Count < PageMax) break;
            after = page[^1].Id;
        }

        _comparedAt = Now;
        _comparison = null;
        Send(_line.Put(Now, waiting));
        AskSilentAgents();
        WakeInTime();
        _gauge.Show(_line, Now);
    }

    public override ValueTask Deactivate()
    {
        _gauge.Clear();
        return ValueTask.CompletedTask;
    }

    public override async ValueTask<object?> Receive(IMessage message)
    {
        object? reply = null;
        switch (message)
        {
            case ConversationAdvanced it:
                Send(Learn(it.Head));
                break;
            case AgentTold it:
                Send(_line.Hear(Now, Map(it.News)));
                if (it.News.AckWanted) Tell(it.News.Agent, new NewsSeen(Queue, it.News.Epoch, it.News.Sequence));
                break;
            case AskBid it:
                Send(_line.Bid(Now, Map(it.News), it.Round));
                break;
            case SeekAgent it:
                if (it.Head.Queue == Queue)
                    Send(_line.Seek(Now, Map(it.Head) with { Excluded = it.Head.Agent }));
                break;
            case SeekEnded it:
                Send(_line.Remove(Now, it.Conversation, it.Version, it.Holder));
                break;
            case ReservationRefused it:
                Refuse(it);
                break;
            case EpochPassed it:
                if (it.Epoch == _epoch) await Activate();
                break;
            case QueueChanged:
                Send(_line.Configure(Now, await ReadSetup()));
                AskSilentAgents();
                break;
            case WakeUp:
                _wakesAt = null;
                await OnWakeUp();
                break;
            case Wake:
                // The sweep saw rows that wait here: if the line knows none, or has not looked for long, it looks.
                if (_line.WaitingCount == 0 || Elapsed.AtLeast(CompareEvery, _comparedAt, Now))
                    _comparison ??= Compare();
                break;
            default:
                reply = Answer(message);
                break;
        }

        WakeInTime();
        _gauge.Show(_line, Now);
        return reply;
    }

    private object? Answer(IMessage message)
    {
        switch (message)
        {
            case KeepPlace it:
                var answer = _line.KeepPlace(
                    Now, it.Head.Id, it.Head.QueuedAt ?? Now, it.Excluded, it.Head.Language);
                return new PlaceReply(answer.Rejection, answer.Place, _epoch);
            case DropPlace it:
                _line.DropPlace(it.Place);
                return null;
            case DescribeQueue:
                var figures = _line.Figures;
                return new QueueFigures(
                    figures.Waiting, figures.LongestWaitingSince, figures.Online, figures.Available);
            case ExplainWait it:
                return new WaitReply(_line.Explain(Now, it.Conversation, it.AgentsMax));
            case FindPosition it:
                var position = _line.PositionOf(it.Conversation);
                return new PositionReply(position, position is { } place ? _estimate.For(place) : null);
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(message), message.GetType(), "A message nobody receives.");
        }
    }

    private IReadOnlyList<LineOutput> Learn(ConversationHead head)
    {
        if (head.WaitsIn(Queue)) return _line.Put(Now, Map(head));
        var holder = head.FillsSlot ? head.Agent : null;
        if (holder is not null) _estimate.Served(Now);
        return _line.Remove(Now, head.Id, head.Version, holder);
    }

    private void Refuse(ReservationRefused it)
    {
        if (it.Head is { } head)
        {
            // Versions are the thread's: a later session tells that the former one has ended.
            Send(head.Id == it.Conversation
                ? Learn(head)
                : _line.Remove(Now, it.Conversation, head.Version, holder: null));
        }

        // One that could not be committed and yet waits as before is matched again.
        var waits = it.Head is { } same && same.Id == it.Conversation && same.WaitsIn(Queue);
        var why = waits && it.Why == RefusedBecause.Gone ? ReservationRefusal.TimedOut : Map(it.Why);
        Send(_line.Refused(Now, it.Conversation, it.Token, why, Map(it.News)));
    }

    private async ValueTask OnWakeUp()
    {
        var now = Now;
        Send(_line.Due(now));
        var compares = Elapsed.AtLeast(CompareEvery, _comparedAt, now) && _line.WaitingCount > 0;
        if (compares) _comparison ??= Compare();
        if (_comparison is not null) await CompareOnePage(_comparison);
        if ((_someAreSilent || compares) && Elapsed.AtLeast(AskEvery, _askedAt, now)) AskSilentAgents();
    }

    private LineComparison Compare()
    {
        _comparedAt = Now;
        return new LineComparison(_line.Waiting.Select(entry => entry.Conversation));
    }

    /// <summary>One page a turn, so that a long line does not keep its agents waiting.</summary>
    private async ValueTask CompareOnePage(LineComparison comparison)
    {
        var page = await ports.Conversations.WaitingIn(Id.Tenant, Queue, comparison.After, PageMax);
        Send(_line.Put(Now, page.Select(Map)));
        comparison.Confirm(page);
        if (page.Count == PageMax) return;
        foreach (var conversation in comparison.Unconfirmed.Take(PageMax))
        {
            var head = await ports.Conversations.Head(Id.Tenant, conversation);
            if (head is not null && !head.WaitsIn(Queue)) Send(Learn(head));
        }

        _comparison = null;
    }

    private void AskSilentAgents()
    {
        _askedAt = Now;
        _someAreSilent = false;
        foreach (var agent in _line.Silent)
        {
            _someAreSilent = true;
            Tell(agent, new TellNews(Queue));
        }
    }

    private void Send(IReadOnlyList<LineOutput> outputs)
    {
        foreach (var output in outputs)
        {
            switch (output)
            {
                case LineOutput.Reserve it:
                    Tell(it.Agent, new Reserve(
                        Queue, it.Conversation, it.Token, it.StateVersion, it.Priority, it.QueuedAt, it.Round,
                        it.Why));
                    break;
                case LineOutput.Passed it:
                    Tell(it.Agent, new EpochPassed(it.Epoch));
                    break;
                case LineOutput.NoBid it:
                    Tell(it.Agent, new NoBid(Queue, it.Round));
                    break;
                case LineOutput.Admit it:
                    var position = _line.PositionOf(it.Conversation) ?? 1;
                    Tell(it.Conversation, new EntryAdmitted(
                        it.Conversation, Queue, it.StateVersion, _epoch, position,
                        _estimate.For(position) ?? WaitEstimate.Assumed(position)));
                    break;
                case LineOutput.Refuse it:
                    Tell(
                        it.Conversation,
                        new EntryRefused(it.Conversation, Queue, it.StateVersion, _epoch, it.Reason));
                    break;
                case LineOutput.SendAway it:
                    Tell(it.Conversation, new ServiceEnded(it.Conversation, Queue, it.StateVersion));
                    break;
            }
        }
    }

    private void Tell(AgentId agent, IMessage message) => Context.Tell(ActorId.Of(Id.Tenant, agent), message);

    private void Tell(ConversationId conversation, IMessage message) =>
        Context.Tell(ActorId.Of(Id.Tenant, conversation.Thread), message);

    /// <summary>
    /// Sees to it that the next thing due is done in time; an earlier wake-up than needed does no harm.
    /// </summary>
    private void WakeInTime()
    {
        var next = _comparison is null ? _line.NextDue : Now;
        if (_line.WaitingCount > 0) next = Earlier(next, _comparedAt + CompareEvery);
        if (_someAreSilent) next = Earlier(next, _askedAt + AskEvery);
        if (next is not { } at || _wakesAt <= at) return;
        _wakesAt = at;
        var delay = at - Now;
        Context.After(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, WakeUp.Now);
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;

    private async ValueTask<QueueSetup> ReadSetup()
    {
        var entry = await ports.Directory.Queue(Id.Tenant, Queue);
        _isUnknown = entry is null;
        _tenantGone = entry is null && await ports.Directory.Tenant(Id.Tenant) is null;
        return entry is null
            ? new QueueSetup(QueueStrategy.LongestIdle, 0, 0, [])
            : new QueueSetup(
                entry.Strategy,
                entry.Rules.WaitingPerOnlineAgent,
                entry.Rules.WaitingWithNobodyOnline,
                [.. entry.Members.Select(Map)])
            {
                Languages = new LanguageRules(entry.Rules.LanguageRouting, entry.Rules.LanguageFallbackAfter),
                Service = new ServiceHours(
                    entry.Hours, entry.Rules.CloseQueueBeforeEnd, entry.Rules.KeepWaitingOverClose),
            };
    }

    private sealed record WakeUp : IMessage
    {
        public static readonly WakeUp Now = new();
    }
}
