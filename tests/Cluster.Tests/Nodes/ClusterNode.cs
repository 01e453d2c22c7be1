using System.Globalization;
using LiveChat.Outside;

namespace LiveChat.Cluster.Tests.Nodes;

/// <summary>
/// One node as an orchestrator keeps it: whenever its process has ended, another one is started on the same data, at
/// the same address.
/// </summary>
public sealed class ClusterNode : IAsyncDisposable
{
    private static readonly TimeSpan s_readyWithin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Nodes that share a few processors with their load, their database and the test must not count as dead for want
    /// of a turn. What the default costs is measured with 1.
    /// </summary>
    private static readonly string s_probeSeconds =
        Environment.GetEnvironmentVariable("LIVECHAT_PROBE_SECONDS") is { Length: > 0 } given ? given : "2";

    private readonly SiloOptions _options;
    private readonly CancellationTokenSource _end = new();
    private readonly List<int> _exitCodes = [];
    private readonly Task _keeping;
    private volatile ServerProcess _process;
    private string _former = "";

    public ClusterNode(
        int number, string connection, string sealKey, string role, IReadOnlyDictionary<string, string> settings)
    {
        _options = new SiloOptions(
            Directory.CreateTempSubdirectory("livechat-node-").FullName, ServerProcess.FreePort(), PlatformKey)
        {
            Flags =
            [
                "--engine", "orleans", "--cluster", "proof", "--role", role, "--store", "postgres",
                "--connection", connection,
            ],
            Environment = new Dictionary<string, string>(settings)
            {
                ["LiveChat__SealKey"] = sealKey,
                ["LiveChat__Cluster__NodePort"] = Text(ServerProcess.FreePort()),
                ["LiveChat__Cluster__GatewayPort"] = Text(ServerProcess.FreePort()),
                ["LiveChat__Cluster__ProbeSeconds"] = s_probeSeconds,
                ["Logging__LogLevel__Orleans"] = "Error",
            },
        };
        Number = number;
        Role = role;
        _process = _options.Start();
        _keeping = Keep();
    }

    public const string PlatformKey = "process-tests-platform-key-0123456789";

    public int Number { get; }

    public string Role { get; }

    public Uri Url => _process.Url;

    public int Port => _options.Port;

    /// <summary>How its processes have ended so far, those that the test ended among them.</summary>
    public IReadOnlyList<int> ExitCodes
    {
        get
        {
            lock (_exitCodes) return [.. _exitCodes];
        }
    }

    /// <summary>It serves on return, in this process or in a later one.</summary>
    public async Task Ready()
    {
        using var http = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(2) };
        await Poll.Until($"node {Number} is ready", s_readyWithin, async () =>
        {
            try
            {
                using var answer = await http.GetAsync("/health/ready");
                return answer.IsSuccessStatusCode;
            }
            catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
            {
                return false;
            }
        }, Output);
    }

    /// <summary>A process of its has ended, by itself or not.</summary>
    public Task Ended() => Poll.Until(
        $"node {Number} has ended", s_readyWithin, () => Task.FromResult(ExitCodes.Count > 0), Output);

    /// <summary>SIGKILL.</summary>
    public Task Kill() => _process.Kill();

    /// <summary>SIGTERM; its exit code.</summary>
    public Task<int> Stop(TimeSpan within) => _process.Stop(within);

    public void Freeze() => _process.Freeze();

    public void Thaw() => _process.Thaw();

    public string Output() =>
        $"node {Number}, ended with [{string.Join(", ", ExitCodes)}]:\n{_former}\n{_process.Output()}";

    /// <summary>Its process is not started again.</summary>
    public void Release() => _end.Cancel();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _keeping;
        await _process.DisposeAsync();
        _end.Dispose();
        Directory.Delete(_options.Data, recursive: true);
    }

    private async Task Keep()
    {
        while (true)
        {
            await Task.Delay(s_pause, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_end.IsCancellationRequested) return;
            if (!_process.HasExited) continue;
            var code = await _process.Ended(s_readyWithin);
            lock (_exitCodes) _exitCodes.Add(code);
            _former = _process.Output();
            await _process.DisposeAsync();
            _process = _options.Start();
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
