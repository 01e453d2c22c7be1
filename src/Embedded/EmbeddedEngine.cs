using LiveChat.Engine.Actors;
using Microsoft.Extensions.Logging;

namespace LiveChat.Embedded;

/// <summary>
/// Runs actors in this process, on the thread pool. Tells of one actor to another arrive in the order in which they
/// were told, unless dropped.
/// </summary>
public sealed class EmbeddedEngine(
    IActorKinds kinds, TimeProvider time, EngineOptions? options = null, ILogger<EmbeddedEngine>? logger = null)
    : ActorEngine(kinds, time, options, logger)
{
    private readonly FairPool _pool = new();

    internal override void Schedule(Activation activation) => _pool.Add(activation);
}
