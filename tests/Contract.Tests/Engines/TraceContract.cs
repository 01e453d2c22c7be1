using System.Diagnostics;

namespace LiveChat.Contract.Tests.Engines;

/// <summary>What every engine promises to whoever traces.</summary>
public abstract class TraceContract<THarness> : IAsyncDisposable
    where THarness : EngineHarness, new()
{
    private readonly THarness _harness = new();

    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = static source => source.Name == "LiveChat.Embedded",
        Sample = static (ref ActivityCreationOptions<ActivityContext> _) =>
            ActivitySamplingResult.AllDataAndRecorded,
    };

    protected TraceContract() => ActivitySource.AddActivityListener(_listener);

    public async ValueTask DisposeAsync()
    {
        await _harness.DisposeAsync();
        _listener.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task A_turn_is_done_for_whoever_asks_and_what_it_tells_is_done_for_it() => _harness.Run(async () =>
    {
        using var edge = new Activity("edge") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        var told = new TaskCompletionSource<Activity?>();
        var asked = await _harness.Ask(Stage.Conversation(1), probe =>
        {
            probe.Context.Tell(Stage.KeptAlive(1), Report(told));
            return Activity.Current;
        });

        AssertFor(edge, asked, "Conversation");
        AssertFor(asked!, await told.Task, "Queue");
    });

    [Fact]
    public Task A_tell_from_outside_is_done_for_whoever_tells() => _harness.Run(async () =>
    {
        using var edge = new Activity("edge") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        var told = new TaskCompletionSource<Activity?>();
        _harness.Engine.Tell(Stage.Conversation(1), Report(told));
        AssertFor(edge, await told.Task, "Conversation");
    });

    [Fact]
    public Task A_turn_for_somebody_whom_nobody_traces_begins_no_trace() => _harness.Run(async () =>
        Assert.Null(await _harness.Ask(Stage.Conversation(1), _ => Activity.Current)));

    private static Do Report(TaskCompletionSource<Activity?> to) => new(_ =>
    {
        to.SetResult(Activity.Current);
        return Task.CompletedTask;
    });

    private static void AssertFor(Activity cause, Activity? turn, string kind)
    {
        Assert.NotNull(turn);
        Assert.Equal((cause.TraceId, cause.SpanId), (turn.TraceId, turn.ParentSpanId));
        Assert.StartsWith(kind, turn.DisplayName, StringComparison.Ordinal);
    }
}

public sealed class EmbeddedTraceTests : TraceContract<EmbeddedHarness>;

public sealed class DeterministicTraceTests : TraceContract<DeterministicHarness>;
