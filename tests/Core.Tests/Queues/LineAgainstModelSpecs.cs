using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;

namespace LiveChat.Core.Tests.Queues;

public sealed class LineAgainstModelSpecs
{
    private const int StepsPerScript = 50;
    private const int ScriptsPerPart = 700;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_line_does_what_its_plain_model_does(int part)
    {
        for (var seed = part * ScriptsPerPart; seed < (part + 1) * ScriptsPerPart; seed++)
        {
            var script = new LineScripts(seed).Next(StepsPerScript);
            if (FirstDifference(script) is null) continue;
            Assert.Fail(Explain(seed, Shrunk(script)));
        }
    }

    [Fact]
    public void Scripts_reach_every_kind_of_output()
    {
        var kinds = new HashSet<Type>();
        for (var seed = 0; seed < 50; seed++)
        {
            FirstDifference(new LineScripts(seed).Next(StepsPerScript), output => kinds.Add(output.GetType()));
        }

        Assert.Equal(typeof(LineOutput).GetNestedTypes().ToHashSet(), kinds);
    }

    private static string? FirstDifference(IReadOnlyList<LineStep> script, Action<LineOutput>? seen = null)
    {
        var line = new RealLine(LineScripts.Start, LineScripts.Tokens());
        var model = new NaiveLine(LineScripts.Start, LineScripts.Tokens());
        var now = LineScripts.Start;
        foreach (var (index, step) in script.Index())
        {
            now += step.Pause;
            var actual = See(line, step.Apply(line, model, now));
            var expected = See(model, step.Apply(model, model, now));
            foreach (var output in actual.Outputs) seen?.Invoke(output);
            if (actual.Equals(expected) && Wakes(line, model, step, now)) continue;
            return $"step {index} at {now:mm:ss.fff}\nexpected {expected}, due {model.NextDue:mm:ss.fff}\n"
                + $"actual   {actual}, due {line.NextDue:mm:ss.fff}";
        }

        return null;
    }

    /// <summary>
    /// The hint may be early, for what was refused meanwhile, but never late, nor due again when all is done.
    /// </summary>
    private static bool Wakes(RealLine line, NaiveLine model, LineStep step, DateTimeOffset now) =>
        (model.NextDue is null || line.NextDue <= model.NextDue)
        && (step is not LineStep.Due || !(line.NextDue <= now));

    private static Sight See(ILine line, object answer) => new(
        answer as IReadOnlyList<LineOutput> ?? [], answer as PlaceAnswer?, line.Figures, [.. line.Waiting],
        [.. Enumerable.Range(1, 9).Select(number => line.PositionOf(LineScripts.Conversation(number)))],
        [.. line.Silent.Order()]);

    /// <summary>Leaves out whatever can be left out with a difference remaining.</summary>
    private static IReadOnlyList<LineStep> Shrunk(IReadOnlyList<LineStep> script)
    {
        for (var size = script.Count / 2; size > 0; size /= 2)
        {
            for (var from = 0; from + size <= script.Count;)
            {
                IReadOnlyList<LineStep> shorter = [.. script.Take(from), .. script.Skip(from + size)];
                if (FirstDifference(shorter) is not null) script = shorter;
                else from += size;
            }
        }

        return script;
    }

    private static string Explain(int seed, IReadOnlyList<LineStep> script) =>
        $"seed {seed}\n{string.Join("\n", script)}\n{FirstDifference(script)}";

    /// <summary>All that can be seen of a line after a step.</summary>
    private sealed record Sight(
        IReadOnlyList<LineOutput> Outputs, PlaceAnswer? Place, LineFigures Figures,
        IReadOnlyList<(ConversationId Conversation, long Version)> Waiting, IReadOnlyList<int?> Positions,
        IReadOnlyList<AgentId> Silent)
    {
        public bool Equals(Sight? other) =>
            other is not null && Place == other.Place && Figures == other.Figures
            && Outputs.SequenceEqual(other.Outputs) && Waiting.SequenceEqual(other.Waiting)
            && Positions.SequenceEqual(other.Positions) && Silent.SequenceEqual(other.Silent);

        public override int GetHashCode() => Figures.GetHashCode();

        public override string ToString() =>
            $"{string.Join("; ", Outputs)} {Place} {Figures}\n  waiting {string.Join(", ", Waiting)}"
            + $"\n  positions {string.Join(", ", Positions)}\n  silent {string.Join(", ", Silent)}";
    }
}
