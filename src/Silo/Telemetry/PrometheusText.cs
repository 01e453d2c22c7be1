using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace LiveChat.Silo.Telemetry;

/// <summary>
/// Writes metrics in Prometheus' text format 0.0.4, with names as the OpenTelemetry specification maps them (Prometheus
/// and OpenMetrics compatibility): dots become underscores, units become suffixes, sums that only rise end in
/// <c>_total</c>.
/// </summary>
[ExportModes(ExportModes.Pull)]
public sealed class PrometheusText : BaseExporter<Metric>, IPullMetricExporter
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>Set by the reader: gathers, and has it exported.</summary>
    public Func<int, bool>? Collect { get; set; }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        _text.Clear();
        foreach (var metric in batch) Write(metric);
        return ExportResult.Success;
    }

    /// <summary>What the last export wrote.</summary>
    public byte[] Written() => Encoding.UTF8.GetBytes(_text.ToString());

    /// <summary>The name of a metric in Prometheus.</summary>
    public static string NameOf(string name, string unit, bool isCounter)
    {
        var plain = Plain(name);
        var suffix = unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            _ => "",
        };
        if (suffix.Length > 0 && !plain.EndsWith(suffix, StringComparison.Ordinal)) plain += suffix;
        return isCounter && !plain.EndsWith("_total", StringComparison.Ordinal) ? plain + "_total" : plain;
    }

    private void Write(Metric metric)
    {
        var isCounter = metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;
        var isHistogram = metric.MetricType == MetricType.Histogram;
        var name = NameOf(metric.Name, metric.Unit, isCounter);
        var help = Escaped(metric.Description, quotes: false);
        _text.Append("# HELP ").Append(name).Append(' ').Append(help).Append('\n');
        _text.Append("# TYPE ").Append(name).Append(isCounter ? " counter" : isHistogram ? " histogram" : " gauge");
        _text.Append('\n');
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = Labels(point.Tags);
            if (isHistogram) WriteHistogram(name, labels, point);
            else Line(name, "", labels, null, Value(metric.MetricType, point));
        }
    }

    private void WriteHistogram(string name, string labels, in MetricPoint point)
    {
        var upTo = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            upTo += bucket.BucketCount;
            Line(name, "_bucket", labels, Text(bucket.ExplicitBound), Text(upTo));
        }

        Line(name, "_sum", labels, null, Text(point.GetHistogramSum()));
        Line(name, "_count", labels, null, Text(point.GetHistogramCount()));
    }

    private void Line(string name, string suffix, string labels, string? upTo, string value)
    {
        _text.Append(name).Append(suffix);
        var bound = upTo is null ? "" : $"le=\"{upTo}\"";
        var both = labels.Length > 0 && bound.Length > 0 ? $"{labels},{bound}" : labels + bound;
        if (both.Length > 0) _text.Append('{').Append(both).Append('}');
        _text.Append(' ').Append(value).Append('\n');
    }

    private static string Value(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => Text(point.GetSumLong()),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => Text(point.GetSumDouble()),
        MetricType.LongGauge => Text(point.GetGaugeLastValueLong()),
        MetricType.DoubleGauge => Text(point.GetGaugeLastValueDouble()),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A kind of metric that nobody makes here."),
    };

    private static string Labels(ReadOnlyTagCollection tags)
    {
        var labels = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            if (labels.Length > 0) labels.Append(',');
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Append(Plain(key)).Append("=\"").Append(Escaped(text, quotes: true)).Append('"');
        }

        return labels.ToString();
    }

    private static string Plain(string name) => string.Create(name.Length, name, static (plain, name) =>
    {
        for (var i = 0; i < name.Length; i++)
            plain[i] = char.IsAsciiLetter(name[i]) || (i > 0 && char.IsAsciiDigit(name[i])) ? name[i] : '_';
    });

    private static string Escaped(string? text, bool quotes)
    {
        var escaped = (text ?? "").Replace("\\", "\\\\").Replace("\n", "\\n");
        return quotes ? escaped.Replace("\"", "\\\"") : escaped;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);
}
