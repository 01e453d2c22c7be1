using System.Diagnostics.Metrics;
using LiveChat.Contracts.Actors;
using LiveChat.Embedded;
using LiveChat.Embedded.Deterministic;

namespace LiveChat.Contract.Tests.Engines;

/// <summary>An engine on a stage, on a clock that the test moves.</summary>
public abstract class EngineHarness : IAsyncDisposable
{
    /// <summary>Far more than any test takes; what it bounds is a hang.</summary>
    protected static readonly TimeSpan HangAfter = TimeSpan.FromSeconds(60);

    private readonly MeterListener _listener = new();
    private long _dropped;

    protected EngineHarness()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "livechat.actors.tells.dropped") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            if (instrument.Meter.Scope == Engine) Interlocked.Add(ref _dropped, value);
        });
        _listener.Start();
    }

    public abstract ActorEngine Engine { get; }

    public VirtualTime Time { get; } = new();

    internal Stage Stage { get; } = new();

    /// <summary>Tells dropped since the start.</summary>
    internal long Dropped => Interlocked.Read(ref _dropped);

    internal TimeSpan SweepInterval => Engine.Options.SweepInterval;

    /// <summary>Runs a test's flow to its end.</summary>
    public abstract Task Run(Func<Task> flow);

    public async ValueTask DisposeAsync()
    {
        await Close();
        _listener.Dispose();
        GC.SuppressFinalize(this);
    }

    internal ValueTask<T> Ask<T>(ActorId to, Func<Probe, T> body) =>
        Engine.Ask(to, new Return<T>(probe => Task.FromResult(body(probe))));

    internal ValueTask<T> AskAsync<T>(ActorId to, Func<Probe, Task<T>> body, CancellationToken cancel = default) =>
        Engine.Ask(to, new Return<T>(body), cancel);

    /// <summary>Has the actor in the midst of a turn, until <c>Release</c>.</summary>
    internal async Task<(Task<int> Running, TaskCompletionSource Release)> Hold(ActorId actor)
    {
        var release = new TaskCompletionSource();
        var awaiting = new TaskCompletionSource();
        var running = AskAsync(actor, async probe =>
        {
            awaiting.SetResult();
            await release.Task;
            return probe.Number;
        }).AsTask();
        await awaiting.Task;
        return (running, release);
    }

    /// <summary>The ordinal of the activation that answers.</summary>
    internal ValueTask<int> Number(ActorId of) => Ask(of, probe => probe.Number);

    /// <summary>Lets time pass until what is idle now must have been collected.</summary>
    internal void PassIdleTime()
    {
        var until = Time.Elapsed + Stage.IdleAfter + (3 * SweepInterval);
        while (Time.Elapsed < until) Time.Advance(SweepInterval);
    }

    protected virtual Task Close() => Engine.DisposeAsync().AsTask();
}

public sealed class EmbeddedHarness : EngineHarness
{
    public EmbeddedHarness() => Engine = new EmbeddedEngine(Stage, Time);

    public override EmbeddedEngine Engine { get; }

    public override Task Run(Func<Task> flow) => Task.Run(flow).WaitAsync(HangAfter);
}

public sealed class DeterministicHarness : EngineHarness
{
    public DeterministicHarness() => Engine = new DeterministicEngine(Stage, seed: 20260105, Time);

    public override DeterministicEngine Engine { get; }

    public override Task Run(Func<Task> flow)
    {
        Engine.Run(flow, TimeSpan.Zero);
        return Task.CompletedTask;
    }

    protected override Task Close()
    {
        Engine.Run(() => Engine.DisposeAsync().AsTask(), 3 * Engine.Options.DrainMax);
        return Task.CompletedTask;
    }
}
