using LiveChat.Bench.Deployments;

namespace LiveChat.Bench;

/// <summary>How long and how much each scenario does.</summary>
public sealed record BenchOptions
{
    /// <summary>Where servers keep their data; it should be on the kind of disk that matters.</summary>
    public required string Data { get; init; }

    /// <summary>Which deployments the scenarios that know several measure, side by side.</summary>
    public IReadOnlyList<Deployment> On { get; init; } = [Deployment.Sqlite];

    /// <summary>Measured time of each timed part, after <see cref="WarmUp"/>.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The runtime compiles what is hot in this time, which takes up to a third of the processor.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often floor and intake take turns.</summary>
    public int Rounds { get; init; } = 2;

    public int Connections { get; init; } = 64;

    /// <summary>Contacts that write in floor and intake, each with an open conversation.</summary>
    public int Contacts { get; init; } = 20_000;

    public int Agents { get; init; } = 200;

    public int Cap { get; init; } = 5;

    /// <summary>Conversations in hold and recover that agents have.</summary>
    public int Open { get; init; } = 100_000;

    /// <summary>
    /// How long nothing happens before hold looks a second time: longer than the server keeps idle ones active.
    /// </summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(150);

    /// <summary>Deadlines in deadlines, and the time over which they come due.</summary>
    public int Deadlines { get; init; } = 100_000;

    public TimeSpan Spread { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Conversations in recover that wait.</summary>
    public int Waiting { get; init; } = 10_000;

    /// <summary>Agents in directory; <see cref="Agents"/> of them are on streams.</summary>
    public int DirectoryAgents { get; init; } = 10_000;

    /// <summary>Conversations in directory of the last 30 days, and as many older ones.</summary>
    public int Handled { get; init; } = 100_000;

    /// <summary>Conversations each second of the quiet tenant in fairness.</summary>
    public int QuietRate { get; init; } = 20;

    /// <summary>How many wait in growth.</summary>
    public int GrowthWaiting { get; init; } = 100_000;

    /// <summary>Agents on streams in growth.</summary>
    public int GrowthAgents { get; init; } = 10_000;

    public int GrowthTenants { get; init; } = 1_000;

    /// <summary>Messages of closed conversations in growth.</summary>
    public int History { get; init; } = 5_000_000;

    /// <summary>How often each question is asked in directory.</summary>
    public int Questions { get; init; } = 200;
}
