using System.Diagnostics.Metrics;
using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LiveChat.Silo.Telemetry;

/// <summary>
/// The process's OpenTelemetry: metrics are always gathered, to be read by <see cref="Read"/>, and are sent with the
/// traces where an OTLP endpoint is set. Without one nothing is traced. Of several servers in a process, each measures
/// itself.
/// </summary>
internal sealed class Instruments : IHostedService, IDisposable
{
    /// <summary>Sources of activities and meters: ours, HTTP's, the runtime's.</summary>
    private static readonly string[] s_sources = ["LiveChat.*", "Microsoft.AspNetCore"];

    private static readonly string[] s_meters =
        ["LiveChat.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    private static readonly TimeSpan s_readMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_lastExportMax = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly PrometheusText _text = new();
    private readonly MeterProvider _metrics;
    private readonly TracerProvider? _traces;

    public Instruments(TelemetryOptions options, IMeterFactory ours)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("livechat", serviceVersion: Version());
        var metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(s_meters)
            .AddView(it => it.Meter.Scope is IMeterFactory of && of != ours ? MetricStreamConfiguration.Drop : null)
            .AddReader(new BaseExportingMetricReader(_text));
        if (options.OtlpEndpoint is not null)
        {
            metrics.AddOtlpExporter(it => Set(it, options, "v1/metrics"));
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(s_sources)
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.TraceRatio)))
                .AddOtlpExporter(it => Set(it, options, "v1/traces"))
                .Build();
        }

        _metrics = metrics.Build();
    }

    /// <summary>Made with the program, so that nothing it does first goes unmeasured.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What was gathered last is sent, if its receiver takes it in time.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        var left = (int)s_lastExportMax.TotalMilliseconds;
        return Task.Run(() => (_traces?.ForceFlush(left), _metrics.ForceFlush(left)), cancellationToken);
    }

    /// <summary>All metrics as they stand now, in Prometheus' text format.</summary>
    public async Task<byte[]> Read(CancellationToken cancel)
    {
        await _reading.WaitAsync(cancel);
        try
        {
            _text.Collect!((int)s_readMax.TotalMilliseconds);
            return _text.Written();
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics.Dispose();
        _reading.Dispose();
    }

    private static void Set(OtlpExporterOptions it, TelemetryOptions options, string path)
    {
        var isGrpc = options.OtlpProtocol == "grpc";
        it.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        var endpoint = options.OtlpEndpoint!;
        it.Endpoint = new Uri(isGrpc ? endpoint : $"{endpoint.TrimEnd('/')}/{path}");
    }

    private static string? Version() =>
        typeof(Instruments).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}

internal static class TelemetryComposition
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services, TelemetryOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<Instruments>();
        services.AddHostedService(it => it.GetRequiredService<Instruments>());
        return services;
    }
}
