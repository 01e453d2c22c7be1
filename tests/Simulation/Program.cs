using System.Diagnostics;

namespace LiveChat.Simulation;

/// <summary>
/// <c>--seeds N</c> runs seeds 1…N, <c>--seed N</c> one of them; exit code 1 and the seed where one fails.
/// </summary>
public static class Program
{
    public static int Main(string[] args)
    {
        if (args is ["--seed", var one] && int.TryParse(one, out var seed)) return RunOne(seed) ? 0 : 1;
        if (args is not ["--seeds", var many] || !int.TryParse(many, out var seeds) || seeds < 1)
        {
            Console.Error.WriteLine("usage: --seeds N | --seed N");
            return 2;
        }

        var clock = Stopwatch.StartNew();
        var failed = 0;
        long assignments = 0, steps = 0;
        // A run never waits, so more of them at once than there are processors would only take memory.
        var asManyAsRun = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(1, seeds + 1, asManyAsRun, number =>
        {
            var run = new SimulationRun(number);
            if (!Try(run, number)) Interlocked.Increment(ref failed);
            Interlocked.Add(ref assignments, run.Log.Assignments);
            Interlocked.Add(ref steps, run.Steps);
        });
        Console.WriteLine(
            $"{seeds - failed} seeds passed, {failed} failed: "
            + $"{assignments} assignments, {steps} steps, {clock.Elapsed}");
        return failed == 0 ? 0 : 1;
    }

    private static bool RunOne(int seed)
    {
        var run = new SimulationRun(seed);
        var passed = Try(run, seed);
        Console.WriteLine($"{Scenario.Draw(seed)}");
        Console.WriteLine(
            $"{(passed ? "passed" : "failed")}: {run.MessagesSent} messages, {run.Log.Assignments} assignments, "
            + $"{run.Log.Admissions} admissions, {run.Log.Refusals} refusals, "
            + $"{run.Log.TurnedAway} turned away, {run.Log.SentAway} sent away, {run.Steps} steps");
        return passed;
    }

    private static bool Try(SimulationRun run, int seed)
    {
        try
        {
            run.Run();
            return true;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"--seed {seed}: {e}");
            return false;
        }
    }
}
