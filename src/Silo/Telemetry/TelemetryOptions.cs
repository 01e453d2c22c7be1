using System.Net;
using LiveChat.Core.Rules;

namespace LiveChat.Silo.Telemetry;

/// <summary>Section <c>LiveChat:Telemetry</c>.</summary>
public sealed record TelemetryOptions
{
    public const string MetricsFromDefault = "127.0.0.0/8, ::1";

    /// <summary>
    /// Where traces and metrics are sent by OTLP, as <c>http://collector:4317</c>; null: nowhere. Headers and
    /// certificates are taken from the environment (<c>OTEL_EXPORTER_OTLP_…</c>), as OpenTelemetry specifies.
    /// </summary>
    public string? OtlpEndpoint { get; init; }

    /// <summary><c>grpc</c>, or <c>http</c> for protobuf over HTTP, whose paths are appended.</summary>
    public string OtlpProtocol { get; init; } = "grpc";

    /// <summary>
    /// The share of traces that are kept, 0 to 1, where whoever calls has not decided it (W3C <c>traceparent</c>).
    /// </summary>
    public double TraceRatio { get; init; } = 1;

    /// <summary>Who may read <c>/metrics</c>: addresses and networks with commas between; empty: nobody.</summary>
    public string MetricsFrom { get; init; } = MetricsFromDefault;

    /// <summary>Whether logs are objects of JSON, one a line, instead of lines for people.</summary>
    public bool JsonLogs { get; init; }

    public IReadOnlyList<IPNetwork> MetricsNetworks =>
        [.. MetricsFromList.Select(SecurityRules.Canonical).OfType<string>().Select(IPNetwork.Parse)];

    private IReadOnlyList<string> MetricsFromList =>
        MetricsFrom.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What is wrong, as a sentence; null: nothing.</summary>
    public string? Fault() =>
        OtlpEndpoint is { } given
            && !(Uri.TryCreate(given, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            ? $"Telemetry:OtlpEndpoint: '{given}' is not an http or https URL."
        : OtlpProtocol is not ("grpc" or "http") ? $"Telemetry:OtlpProtocol: '{OtlpProtocol}' is neither grpc nor http."
        : TraceRatio is not (>= 0 and <= 1) ? "Telemetry:TraceRatio: a number from 0 to 1."
        : MetricsFromList.FirstOrDefault(it => SecurityRules.Canonical(it) is null) is { } wrong
            ? $"Telemetry:MetricsFrom: '{wrong}' is no address and no network."
        : null;
}
