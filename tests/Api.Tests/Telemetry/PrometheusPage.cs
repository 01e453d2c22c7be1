using System.Globalization;
using System.Text.RegularExpressions;

namespace LiveChat.Api.Tests.Telemetry;

/// <summary>A page in Prometheus' text format 0.0.4, read as strictly as the format is described.</summary>
internal sealed partial class PrometheusPage
{
    private readonly Dictionary<string, string> _types = [];
    private readonly Dictionary<(string Name, string Labels), double> _samples = [];

    public PrometheusPage(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        foreach (var line in text.Split('\n')[..^1]) Read(line);
    }

    public IReadOnlyDictionary<string, string> Types => _types;

    /// <summary>The sum over all samples of that name whose labels contain this.</summary>
    public double Sum(string name, string labels = "") => _samples
        .Where(it => it.Key.Name == name && it.Key.Labels.Contains(labels, StringComparison.Ordinal))
        .Sum(it => it.Value);

    /// <summary>Each histogram's buckets only rise, and the last holds all.</summary>
    public void CheckHistograms()
    {
        var histograms = _types.Where(it => it.Value == "histogram").Select(it => it.Key).ToList();
        Assert.NotEmpty(histograms);
        foreach (var name in histograms)
        {
            var series = _samples.Where(it => it.Key.Name == $"{name}_bucket")
                .GroupBy(it => Bound().Replace(it.Key.Labels, "").TrimEnd(','));
            foreach (var buckets in series)
            {
                var counts = buckets.OrderBy(it => UpTo(it.Key.Labels)).Select(it => it.Value).ToList();
                Assert.Equal(counts.Order(), counts);
                Assert.Equal(double.PositiveInfinity, buckets.Max(it => UpTo(it.Key.Labels)));
                Assert.Equal(counts[^1], _samples[($"{name}_count", buckets.Key)]);
            }
        }
    }

    private void Read(string line)
    {
        if (line.StartsWith("# HELP ", StringComparison.Ordinal)) return;
        if (TypeLine().Match(line) is { Success: true } type)
        {
            Assert.True(_types.TryAdd(type.Groups[1].Value, type.Groups[2].Value), $"Twice: {line}");
            return;
        }

        var sample = Sample().Match(line);
        Assert.True(sample.Success, $"No sample: {line}");
        var name = sample.Groups[1].Value;
        Assert.True(
            _types.ContainsKey(name) || _types.GetValueOrDefault(Suffix().Replace(name, "")) == "histogram",
            $"Of no family: {line}");
        var value = double.Parse(sample.Groups[3].Value.Replace("+Inf", "Infinity"), CultureInfo.InvariantCulture);
        Assert.True(_samples.TryAdd((name, sample.Groups[2].Value), value), $"Twice: {line}");
    }

    private static double UpTo(string labels) => Bound().Match(labels).Groups[1].Value is var bound && bound == "+Inf"
        ? double.PositiveInfinity
        : double.Parse(bound, CultureInfo.InvariantCulture);

    [GeneratedRegex("^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex(
        """^([a-zA-Z_:][a-zA-Z0-9_:]*)"""
        + """(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (NaN|[+-]Inf|[-+0-9.eE]+)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();

    [GeneratedRegex("le=\"([^\"]*)\"")]
    private static partial Regex Bound();
}
