using System.Collections.Concurrent;
using LiveChat.Contracts.Actors;
using LiveChat.Embedded;
using LiveChat.Engine.Actors;
using LiveChat.Grains.Actors;
using LiveChat.Grains.Wire;
using Microsoft.Extensions.Logging;
using Mail = LiveChat.Embedded.Envelope;

namespace LiveChat.Grains;

/// <summary>
/// The actors of one node of a cluster. Where in the cluster an actor has its place the cluster's runtime decides; what
/// happens at that place, and what it promises, is the embedded engine's.
/// </summary>
/// <remarks>
/// Tells may overtake one another, and are lost with a node. After a fault the actor's place is given up, so that of
/// two places for one actor, which a broken network can bring about, the one that is fenced off goes. What is said to
/// an actor whose place is at this node goes straight to its mailbox, which is where the runtime would bring it.
/// </remarks>
public sealed class ClusterEngine : ActorEngine
{
    private readonly ConcurrentDictionary<ActorId, ActorGrain> _settled = new();

    /// <summary>Of the actors that must be there, those that ever faulted here.</summary>
    private readonly ConcurrentDictionary<ActorId, FaultHistory> _faults = new();
    private readonly FairPool _pool = new();
    private readonly OnTheWay _onTheWay;
    private readonly AnswerTime _answerTime;
    private readonly Routes _routes;

    public ClusterEngine(
        IGrainFactory grains, IActorKinds kinds, TimeProvider time, EngineOptions? options = null,
        ILogger<ClusterEngine>? logger = null)
        : base(kinds, time, options, logger)
    {
        _routes = new Routes(grains);
        _onTheWay = new OnTheWay(Hold, End, time);
        _answerTime = new AnswerTime(time);
    }

    /// <summary>The places that this node has.</summary>
    internal IEnumerable<ActorGrain> Settled => _settled.Values;

    internal override void Schedule(Activation activation) => _pool.Add(activation);

    internal override void Leaving(ActorId actor)
    {
        if (_settled.TryGetValue(actor, out var grain)) grain.GiveUp();
    }

    internal override bool Relinquish(ActorId actor, bool mustReturn)
    {
        Leaving(actor);
        if (!mustReturn) return true;
        var delay = _faults.GetOrAdd(actor, static _ => new FaultHistory()).DelayAfterFault(Time, Options);
        if (delay == TimeSpan.Zero) Revive(actor);
        else _ = new Revival(this, actor, delay);
        return true;
    }

    /// <summary>The actor has its place here from now on.</summary>
    internal void Settle(ActorGrain grain) => _settled[grain.Id] = grain;

    /// <summary>
    /// The actor loses its place here: it ends its turn and what waits, and says goodbye. When it has not by the time
    /// of <paramref name="patience"/> it vanishes, and whatever it does then is fenced off.
    /// </summary>
    internal async Task Unsettle(ActorGrain grain, CancellationToken patience)
    {
        try
        {
            while (Present(grain.Id) is { } place) await place.Leave().WaitAsync(patience);
        }
        catch (OperationCanceledException)
        {
            Present(grain.Id)?.Vanish(DropReason.Stopped);
        }

        _settled.TryRemove(new(grain.Id, grain));
    }

    internal async ValueTask<Wire.Envelope> Answer(ActorGrain grain, Wire.Envelope envelope)
    {
        var question = new CarriedQuestion(envelope);
        Deliver(grain.Id, question);
        if (IsClosed) grain.GiveUp();
        return await question.Reply;
    }

    internal void Hear(ActorGrain grain, Wire.Envelope envelope)
    {
        Deliver(grain.Id, envelope.Kind == EnvelopeKind.Revive ? new Mail(Signal.Revive) : new Carried(envelope));
        envelope.Arrived();
        if (IsClosed) grain.GiveUp();
    }

    private protected override void Send(ActorId? from, ActorId to, Mail envelope)
    {
        if (!Admits(envelope)) Refuse(to, envelope);
        else if (TryHandOver(to, envelope)) return;
        else if (envelope.IsAsk) Carry(to, envelope);
        else SetOut(to, envelope);
    }

    private protected override void Release() => _onTheWay.Dispose();

    /// <summary>
    /// False: the actor has no place here that it keeps. One that is present without having settled, or that has given
    /// up, is about to go; its mail is the runtime's to bring to wherever it comes next.
    /// </summary>
    private bool TryHandOver(ActorId to, Mail envelope)
    {
        if (!_settled.TryGetValue(to, out var grain) || grain.IsLeaving || Present(to) is not { } place) return false;
        if (envelope.IsAsk) envelope.Expire(_answerTime.OfNext());
        return TryDeliver(place, envelope);
    }

    /// <summary>A stop waits, for a moment, for what is on its way within this node.</summary>
    private void SetOut(ActorId to, Mail tell)
    {
        var envelope = Wire.Envelope.Of(tell.Message, tell.Cause, _onTheWay.SetOut());
        try
        {
            _routes.Tell(to, envelope);
        }
        catch (Exception fault)
        {
            // The runtime is not up yet, or no more. A tell is a hint.
            envelope.Arrived();
            Faulted(to, fault);
            TellDropped(to, DropReason.Stopped);
        }
    }

    // Async void on purpose: whatever goes wrong is told to the one who asks.
    private async void Carry(ActorId to, Mail question)
    {
        try
        {
            question.Answer(await _routes.Ask(to, Wire.Envelope.Of(question.Message, question.Cause)));
        }
        catch (Exception reason)
        {
            question.Fail(reason);
        }
    }

    private void Revive(ActorId actor)
    {
        if (!IsClosed) _routes.Tell(actor, Wire.Envelope.Revive);
    }

    /// <summary>One timer, once; it keeps itself alive until then.</summary>
    private sealed class Revival
    {
        private readonly ITimer _timer;

        public Revival(ClusterEngine engine, ActorId actor, TimeSpan delay)
        {
            _timer = engine.Time.CreateTimer(
                _ => Run(engine, actor), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(delay, Timeout.InfiniteTimeSpan);
        }

        private void Run(ClusterEngine engine, ActorId actor)
        {
            _timer.Dispose();
            engine.Revive(actor);
        }
    }
}
