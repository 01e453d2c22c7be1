using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Threading.Channels;
using LiveChat.Bench.Wire;
using LiveChat.Outside;

namespace LiveChat.Bench.Load;

/// <summary>
/// Plays contacts and agents of one tenant, or of several in turn: starts dialogues when asked, and carries each
/// through to its close over a fixed number of connections. Requests that wait for a connection wait in order; they are
/// bounded by the dialogues that the caller lets run at once.
/// </summary>
public sealed class DialogueLoad : IAgentEvents, IAsyncDisposable
{
    private const int StreamsAtOnce = 500;
    private static readonly TimeSpan StreamsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(20);
    private static readonly byte[] Answer =
        """{"text":"It left our warehouse on Monday and is on its way to you."}"""u8.ToArray();
    private static readonly byte[] Close = "{}"u8.ToArray();

    private readonly Channel<Step> _steps = Channel.CreateUnbounded<Step>(
        new UnboundedChannelOptions { AllowSynchronousContinuations = true });

    private readonly ConcurrentDictionary<long, Dialogue> _unassigned = new();
    private readonly IPEndPoint[] _servers;
    private readonly MoRequest[] _mo;
    private readonly AgentDesk[] _desks;
    private readonly Task[] _workers;
    private long _completed;
    private long _started;
    private long _busy;
    private volatile DialogueFigures _figures = new();

    public DialogueLoad(IPEndPoint[] servers, TenantAccess tenant, int connections)
        : this(servers, [new MoRequest(tenant.ApiKey, tenant.Senders[0].Address)], tenant.Agents, connections)
    {
    }

    /// <param name="servers">Streams and connections are spread over them.</param>
    /// <param name="mo">Where contacts write, one for each tenant: contacts take turns by their number.</param>
    /// <param name="agents">All of the tenants' agents.</param>
    /// <param name="connections">For requests.</param>
    public DialogueLoad(IPEndPoint[] servers, MoRequest[] mo, IEnumerable<AgentAccess> agents, int connections)
    {
        _servers = servers;
        _mo = mo;
        _desks = [.. agents.Select(agent => new AgentDesk(agent))];
        _workers = [.. Enumerable.Range(0, connections).Select(Work)];
    }

    private enum Kind
    {
        Mo,
        Answer,
        Close,
    }

    /// <summary>Called after each close, on the thread that read it.</summary>
    public Action? Completed { get; set; }

    public long CompletedCount => Volatile.Read(ref _completed);

    public long InFlight => Volatile.Read(ref _started) - CompletedCount;

    public long BusyCount => Volatile.Read(ref _busy);

    /// <summary>
    /// Faults when a request was refused, a connection broke or a stream ended: the run is worth nothing then.
    /// </summary>
    public Task Failed { get; private set; } = Task.CompletedTask;

    public async Task OpenStreams()
    {
        foreach (var some in _desks.Index().Chunk(StreamsAtOnce))
            await Task.WhenAll(some.Select(
                it => it.Item.OpenInTime(_servers[it.Index % _servers.Length], this, StreamsWithin)));
        Failed = Watch();
    }

    /// <summary>What is measured from now on goes to new figures, which are returned.</summary>
    public DialogueFigures MeasureAnew() => MeasureInto(new DialogueFigures());

    /// <summary>The same, with figures that go on from an earlier part.</summary>
    public DialogueFigures MeasureInto(DialogueFigures figures) => _figures = figures;

    public void Start(long contact, long dueAt)
    {
        var dialogue = new Dialogue(contact) { DueAt = dueAt, Written = 1 };
        if (!_unassigned.TryAdd(contact, dialogue))
            throw new InvalidOperationException("The contact is talking already.");
        Interlocked.Increment(ref _started);
        _steps.Writer.TryWrite(new Step(Kind.Mo, dialogue));
    }

    /// <summary>Goes on with a contact who wrote before, and waits: the assignment is all that is to come.</summary>
    public void Adopt(long contact)
    {
        var dialogue = new Dialogue(contact) { Written = 1 };
        dialogue.Acknowledge(0);
        if (!_unassigned.TryAdd(contact, dialogue))
            throw new InvalidOperationException("The contact is talking already.");
        Interlocked.Increment(ref _started);
    }

    public void Assigned(AgentDesk desk, ReadOnlySpan<byte> data)
    {
        if (!_unassigned.TryRemove(MoRequest.ContactOf(data), out var dialogue)) return;
        var id = JsonScan.Text(data, "\"id\":\""u8);
        if (dialogue.Assign(desk, id, Stopwatch.GetTimestamp()) && dialogue.DueAt > 0) _figures.Begun(dialogue);
        desk.Put(dialogue);
        dialogue.Answered = 1;
        _steps.Writer.TryWrite(new Step(Kind.Answer, dialogue));
    }

    public void ContactWrote(AgentDesk desk, ReadOnlySpan<byte> conversationId)
    {
        if (desk.Find(conversationId) is not { } dialogue || dialogue.Answered >= dialogue.Written) return;
        dialogue.Answered++;
        _steps.Writer.TryWrite(new Step(Kind.Answer, dialogue));
    }

    /// <summary>An open loop: a late start does not move the later ones.</summary>
    public async Task StartByTheClock(double perSecond, TimeSpan duration, Func<long> nextContact)
    {
        var start = Stopwatch.GetTimestamp();
        long started = 0;
        while (Stopwatch.GetElapsedTime(start) is var elapsed && elapsed < duration)
        {
            for (var due = elapsed.TotalSeconds * perSecond; started < due; started++)
                Start(nextContact(), start + (long)(started / perSecond * Stopwatch.Frequency));
            if (Failed.IsCompleted) await Failed;
            await Task.Delay(1);
        }
    }

    public async Task Elapse(TimeSpan duration)
    {
        if (await Task.WhenAny(Failed, Task.Delay(duration)) == Failed) await Failed;
    }

    /// <summary>Waits until every dialogue that was started is closed.</summary>
    public Task Drain(TimeSpan within) => Poll.Until(
        "every dialogue was closed", within,
        async () =>
        {
            if (Failed.IsCompleted) await Failed;
            return InFlight == 0;
        },
        () => $"{InFlight} go on.");

    public async ValueTask DisposeAsync()
    {
        _steps.Writer.Complete();
        foreach (var desk in _desks) desk.Dispose();
        await Task.WhenAll(_workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Watch()
    {
        await (await Task.WhenAny([.. _workers, .. _desks.Select(desk => desk.Streaming!)]));
        throw new IOException("The server ended an agent's stream.");
    }

    private async Task Work(int worker)
    {
        using var connection = new RawConnection(_servers[worker % _servers.Length]);
        var request = new RequestBuffer();
        await foreach (var step in _steps.Reader.ReadAllAsync())
        {
            Compose(request, step);
            var sentAt = Stopwatch.GetTimestamp();
            while (await connection.Send(request.Written) is var status && status is < 200 or > 299)
            {
                if (status != 503)
                    throw new InvalidOperationException($"{step.Kind}: {status} {JsonScan.Shown(connection.Body)}");
                Interlocked.Increment(ref _busy);
                await Task.Delay(BusyPause);
            }
            Advance(step, sentAt);
        }
    }

    private void Compose(RequestBuffer request, Step step)
    {
        var dialogue = step.Dialogue;
        if (step.Kind == Kind.Mo)
        {
            _mo[dialogue.Contact % _mo.Length].Write(request, dialogue.Contact, MoLoad.NextMessage());
            return;
        }
        request.Start("POST /v1/conversations/"u8).Add(dialogue.Id);
        if (step.Kind == Kind.Answer) request.Add("/messages"u8).Add(dialogue.Desk!.Headers).End(Answer);
        else request.Add("/close"u8).Add(dialogue.Desk!.Headers).End(Close);
    }

    private void Advance(Step step, long sentAt)
    {
        var dialogue = step.Dialogue;
        switch (step.Kind)
        {
            case Kind.Mo:
                _figures.Mo.Record(Stopwatch.GetElapsedTime(sentAt));
                if (dialogue.Written == 1 && dialogue.AcknowledgedAt == 0
                    && dialogue.Acknowledge(Stopwatch.GetTimestamp())) _figures.Begun(dialogue);
                break;
            case Kind.Answer:
                _figures.Answer.Record(Stopwatch.GetElapsedTime(sentAt));
                var next = dialogue.Written < Dialogue.Turns ? Kind.Mo : Kind.Close;
                if (next == Kind.Mo) dialogue.Written++;
                _steps.Writer.TryWrite(new Step(next, dialogue));
                break;
            default:
                dialogue.Desk!.Remove(dialogue);
                Interlocked.Increment(ref _completed);
                Completed?.Invoke();
                break;
        }
    }

    private readonly record struct Step(Kind Kind, Dialogue Dialogue);
}
