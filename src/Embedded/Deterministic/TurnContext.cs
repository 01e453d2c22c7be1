namespace LiveChat.Embedded.Deterministic;

/// <summary>
/// Where the turns of one activation go on after an await. When the activation has vanished they do not go on at all.
/// </summary>
internal sealed class TurnContext(DeterministicEngine engine, Activation activation) : SynchronizationContext
{
    public bool IsDead => activation.IsRetired;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!IsDead) engine.Enqueue(new Job(this, d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("One thread runs everything: nothing may wait for it.");

    public override SynchronizationContext CreateCopy() => this;
}

/// <summary>Where everything else goes on: the world outside of the actors.</summary>
internal sealed class WorldContext(DeterministicEngine engine) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => engine.Enqueue(new Job(this, d, state));

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("One thread runs everything: nothing may wait for it.");

    public override SynchronizationContext CreateCopy() => this;
}

/// <summary>A piece of work that could be next.</summary>
internal readonly record struct Job(SynchronizationContext Context, SendOrPostCallback Callback, object? State);
