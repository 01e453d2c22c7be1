using System.Diagnostics;
using LiveChat.Auditor;
using LiveChat.Process.Tests.Cast;
using Xunit.Abstractions;

namespace LiveChat.Process.Tests;

/// <summary>The published program under load, killed again and again, judged from outside.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Kills = 5;

    /// <summary>P4 allows 15 s after a fault.</summary>
    private static readonly TimeSpan RestWithin = TimeSpan.FromSeconds(15);

    /// <summary>What was on its way to an adapter by pull when the server died is leased for 60 s.</summary>
    private static readonly TimeSpan DeliveredWithin = TimeSpan.FromSeconds(75);

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(250);

    [Fact]
    public async Task Killed_five_times_under_load_it_keeps_every_promise()
    {
        var seed = Seed();
        var start = Stopwatch.GetTimestamp();
        Tell($"LIVECHAT_SEED={seed}");
        await using var scene = await Scene.Begin(seed);
        for (var kill = 1; kill <= Kills; kill++)
        {
            Tell($"kill {kill}: {scene.Evidence.Sent.Count} MO, {scene.Evidence.Answers.Count} answers so far");
            await scene.KillAndRestart();
        }

        Tell("coming to rest");
        await scene.ComeToRest(TimeSpan.FromSeconds(30));
        var live = await Settled(() => LiveAudit.Findings(scene.Reader, scene.Rules), RestWithin);
        Assert.True(live.Count == 0, Shown(live, scene));

        Tell("reading the log");
        var log = await scene.Reader.All();
        var findings = await Settled(
            () => Task.FromResult(new LogAudit(log, scene.Evidence, scene.Rules).Findings()), DeliveredWithin);
        Tell($"{log.Count} conversations, {scene.Evidence.Sent.Count} MO, {scene.Evidence.Answers.Count} answers, "
            + $"{scene.Evidence.HandOvers.Count} hand-overs judged");
        Assert.True(findings.Count == 0, Shown(findings, scene));
        Assert.Empty(scene.Faults.All);
        Assert.Contains(log, conversation => conversation.CloseReason == "queueFull");
        Assert.Contains(log, conversation => conversation.CloseReason == "noAgent");
        Assert.Contains(log, conversation => conversation.Events.Any(it => it.Type == "transferred"));

        Assert.Equal(0, await scene.Server.Stop(TimeSpan.FromSeconds(10)));

        void Tell(string what) => output.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s: {what}");
    }

    /// <summary>Empty as soon as nothing is found; what is still found when the time is over.</summary>
    private static async Task<IReadOnlyList<Finding>> Settled(Func<Task<IReadOnlyList<Finding>>> look, TimeSpan within)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var findings = await look();
            if (findings.Count == 0 || Stopwatch.GetElapsedTime(start) > within) return findings;
            await Task.Delay(LookAgainAfter);
        }
    }

    private static string Shown(IReadOnlyCollection<Finding> findings, Scene scene) =>
        $"{findings.Count} findings:\n{string.Join('\n', findings.Take(20))}\n"
        + $"faults:\n{string.Join('\n', scene.Faults.All.Take(20))}\nserver:\n{scene.Server.Output()}";

    private static int Seed() =>
        Environment.GetEnvironmentVariable("LIVECHAT_SEED") is { Length: > 0 } given
            ? int.Parse(given)
            : Random.Shared.Next();
}
