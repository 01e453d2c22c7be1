using LiveChat.Contract.Tests.Engines;
using LiveChat.Embedded;

namespace LiveChat.Cluster.Tests.Engines;

/// <summary>
/// A cluster engine on a node that all tests share; the first of what a test says to an actor goes through the cluster.
/// </summary>
public sealed class ClusterHarness : EngineHarness
{
    public ClusterHarness() => Engine = SharedNode.NewEngine(Stage, Time);

    public override ActorEngine Engine { get; }

    public override Task Run(Func<Task> flow) => Task.Run(flow).WaitAsync(HangAfter);
}
