using System.Diagnostics;
using LiveChat.Auditor;
using Xunit.Abstractions;

namespace LiveChat.Process.Tests.Cast;

/// <summary>Has everybody come to rest, and what the program then shows judged by the auditor.</summary>
public sealed class Judgement(Scene scene, ITestOutputHelper output)
{
    /// <summary>P4 allows 15 s after a fault.</summary>
    private static readonly TimeSpan RestWithin = TimeSpan.FromSeconds(15);

    /// <summary>What was on its way to an adapter by pull when the server died is leased for 60 s.</summary>
    private static readonly TimeSpan DeliveredWithin = TimeSpan.FromSeconds(75);

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(250);

    private readonly long _start = Stopwatch.GetTimestamp();

    public void Tell(string what) => output.WriteLine(
        $"{Stopwatch.GetElapsedTime(_start).TotalSeconds:0.0} s: {what}; {scene.Evidence.Sent.Count} MO, "
        + $"{scene.Evidence.Answers.Count} answers, {scene.Evidence.HandOvers.Count} hand-overs");

    /// <summary>The log, when it and the neighbour's are such as keep every promise.</summary>
    /// <param name="marks">Of a backup that the program began with; null: it has all that was ever seen.</param>
    public async Task<IReadOnlyList<LoggedConversation>> Pass(IReadOnlyList<EvidenceMark>? marks = null)
    {
        await scene.ComeToRest(TimeSpan.FromSeconds(30));
        Tell("at rest");
        var logs = new List<IReadOnlyList<LoggedConversation>>();
        foreach (var (index, troupe) in scene.Troupes.Index()) logs.Add(await Pass(troupe, marks?[index]));
        foreach (var (one, other) in ((int, int)[])[(0, 1), (1, 0)])
            None(await IsolationAudit.Findings(scene.Troupes[one].Reader.Find, logs[one], logs[other]));
        Assert.True(scene.Faults.All.Count == 0, Shown([]));
        Tell("judged");
        return logs[0];
    }

    /// <summary>
    /// The log is read with each look: a refusal whose commit the fault held up may come, and be handed over, after any
    /// reading.
    /// </summary>
    private async Task<IReadOnlyList<LoggedConversation>> Pass(Troupe troupe, EvidenceMark? mark)
    {
        None(await Settled(() => LiveAudit.Findings(troupe.Reader, troupe.Rules), RestWithin));
        IReadOnlyList<LoggedConversation> log = [];
        None(await Settled(LookAtLog, DeliveredWithin));
        Tell($"{log.Count} conversations of {troupe.Name} judged");
        Assert.Contains(log, conversation => conversation.Events.Any(it => it.Type == "assigned"));
        return log;

        async Task<IReadOnlyList<Finding>> LookAtLog()
        {
            log = await troupe.Reader.All();
            return new LogAudit(log, Seen(troupe, mark, log), troupe.Rules).Findings();
        }
    }

    private static Evidence Seen(Troupe troupe, EvidenceMark? mark, IReadOnlyList<LoggedConversation> log) =>
        mark is null ? troupe.Evidence : troupe.Evidence.AsOf(mark, log);

    private void None(IReadOnlyList<Finding> findings) => Assert.True(findings.Count == 0, Shown(findings));

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

    /// <summary>The findings come last: of a long report, who keeps only a part keeps its end.</summary>
    private string Shown(IReadOnlyCollection<Finding> findings) =>
        $"server:\n{scene.Server.Output()}\nfaults:\n{string.Join('\n', scene.Faults.All.Take(20))}\n"
        + $"{findings.Count} findings:\n{string.Join('\n', findings.Take(20))}";
}
