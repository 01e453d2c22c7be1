using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using LiveChat.Api.Tests.Support;
using LiveChat.Silo.Telemetry;

namespace LiveChat.Api.Tests.Telemetry;

/// <summary>docs/operations.md, the dashboard and the alerts name the metrics that there are.</summary>
public sealed partial class OperationsPageTests(GuardedServer server) : IClassFixture<GuardedServer>
{
    private static readonly string Page = Text("docs/operations.md");

    [Fact]
    public async Task The_page_has_every_metric_of_ours_and_no_other()
    {
        var own = (await Published()).Where(it => it.StartsWith("livechat_", StringComparison.Ordinal)).ToHashSet();
        var documented = Row().Matches(Page).Select(it => it.Groups[1].Value).ToHashSet();
        Assert.NotEmpty(own);
        Assert.Equal(own.Order(), documented.Order());
    }

    [Theory]
    [InlineData("deploy/grafana/livechat.json")]
    [InlineData("deploy/prometheus/alerts.yml")]
    public async Task Every_metric_that_is_looked_at_exists(string file)
    {
        var used = Used().Matches(Text(file)).Select(it => Suffix().Replace(it.Value, "")).ToHashSet();
        Assert.True(used.Count > 5);
        Assert.Empty(used.Except(await Published()));
    }

    [Fact]
    public void Every_alert_is_explained()
    {
        var alerts = Alert().Matches(Text("deploy/prometheus/alerts.yml")).Select(it => it.Groups[1].Value).ToList();
        Assert.NotEmpty(alerts);
        Assert.Equal(alerts, Heading().Matches(Page).Select(it => it.Groups[1].Value));
    }

    /// <summary>The names, in Prometheus, of every instrument that the server has.</summary>
    private async Task<HashSet<string>> Published()
    {
        await TestTenant.Create(server); // The store measures from its first write on.
        var names = new HashSet<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            var counts = instrument.GetType().GetGenericTypeDefinition() is var kind
                && (kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>));
            names.Add(PrometheusText.NameOf(instrument.Name, instrument.Unit ?? "", counts));
        };
        listener.Start();
        return names;
    }

    private static string Text(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LiveChat.sln")))
            folder = folder.Parent;
        return File.ReadAllText(Path.Combine(folder!.FullName, file));
    }

    [GeneratedRegex(@"^\| `(livechat_[a-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\b(livechat|http_server|dotnet|kestrel)_[a-z_]+")]
    private static partial Regex Used();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();

    [GeneratedRegex("^ +- alert: ([A-Za-z]+)$", RegexOptions.Multiline)]
    private static partial Regex Alert();

    [GeneratedRegex("^### (LiveChat[A-Za-z]+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
