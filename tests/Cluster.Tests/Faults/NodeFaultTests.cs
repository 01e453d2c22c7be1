using System.Diagnostics;
using LiveChat.Cluster.Tests.Nodes;
using LiveChat.Outside.Postgres;
using LiveChat.Process.Tests.Cast;
using Xunit.Abstractions;

namespace LiveChat.Cluster.Tests.Faults;

/// <summary>
/// Three nodes under load, and something happens to one of them or to their database; judged from outside.
/// </summary>
public sealed class NodeFaultTests(ITestOutputHelper output)
{
    private const int Contacts = 120;

    /// <summary>Far longer than the others need to declare a node dead.</summary>
    private static readonly TimeSpan s_frozenFor = TimeSpan.FromSeconds(40);

    private static readonly TimeSpan s_databaseAwayFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_restartWithin = TimeSpan.FromMinutes(3);
    private readonly long _start = Stopwatch.GetTimestamp();

    [SkippableFact]
    public Task A_node_that_is_killed_costs_seconds_and_no_promise() => Prove(async (run, scene) =>
    {
        await run.Nodes[2].Kill();
        await run.Nodes[2].Ready();
    });

    [SkippableFact]
    public Task A_node_that_sleeps_until_it_counts_as_dead_and_wakes_harms_nothing() => Prove(async (run, scene) =>
    {
        await run.Freeze(run.Nodes[2], s_frozenFor);
        await scene.GoOn();

        // It counts as dead, finds that out within seconds, and ends itself.
        await run.Nodes[2].Ended();
        await run.Back(run.Nodes[2]);
        Tell($"node 2 has ended with [{string.Join(", ", run.Nodes[2].ExitCodes)}]");
    });

    [SkippableFact]
    public Task Nodes_are_restarted_one_after_the_other_without_a_broken_promise() => Prove(async (run, scene) =>
    {
        foreach (var node in run.Nodes)
        {
            Assert.Equal(0, await run.Restart(node, s_restartWithin));
            Tell($"node {node.Number} is back");
            await scene.GoOn();
        }
    });

    [SkippableFact]
    public Task A_database_that_is_away_for_ten_seconds_costs_those_and_no_promise() =>
        Prove((run, _) => run.StopPostgres(s_databaseAwayFor));

    [SkippableFact]
    public Task One_of_two_nodes_with_actors_is_killed_behind_a_node_without() => Prove(
        async (run, scene) =>
        {
            await run.Nodes[2].Kill();
            await run.Nodes[2].Ready();
        },
        "api", "silo", "silo");

    private async Task Prove(Func<ClusterRun, Scene, Task> fault, params string[] roles)
    {
        Skip.IfNot(PostgresServer.IsInstalled, "PostgreSQL is not installed.");
        var seed = Seed.Given;
        Tell($"LIVECHAT_SEED={seed}");
        var run = await ClusterRun.Start(roles is [] ? ["all", "all", "all"] : roles);
        await using var scene = await Scene.Begin(seed, run, Contacts);
        await scene.GoOn();
        Tell($"the fault, after {scene.Evidence.Sent.Count} MO, {scene.Evidence.Answers.Count} answers");
        var at = DateTimeOffset.UtcNow;
        await fault(run, scene);
        await scene.GoOn();
        var log = await new Judgement(scene, output).Pass();
        Tell($"{Recovery.Of(log, at)}");
        var code = await run.Stop(s_restartWithin);
        Assert.True(code == 0, $"A node ended with {code}.\n{run.Output()}");
    }

    private void Tell(string what) =>
        output.WriteLine($"{Stopwatch.GetElapsedTime(_start).TotalSeconds:0.0} s: {what}");
}
