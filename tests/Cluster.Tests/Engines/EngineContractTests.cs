using LiveChat.Contract.Tests.Engines;

namespace LiveChat.Cluster.Tests.Engines;

public sealed class ClusterTurnTests : TurnContract<ClusterHarness>;

public sealed class ClusterFaultTests : FaultContract<ClusterHarness>;

public sealed class ClusterLifetimeTests : LifetimeContract<ClusterHarness>;

public sealed class ClusterStopTests : StopContract<ClusterHarness>;

public sealed class ClusterLocalActorsTests : LocalActorsContract<ClusterHarness>;

public sealed class ClusterTraceTests : TraceContract<ClusterHarness>;
