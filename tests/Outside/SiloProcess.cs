using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace LiveChat.Outside;

/// <summary>
/// One run of the real program on a data directory: started, watched and killed from outside. A second run on the same
/// directory and port is the restart after a crash.
/// </summary>
public sealed partial class SiloProcess : IAsyncDisposable
{
    private const int OutputLinesMax = 200;
    private const int Sigterm = 15;

    private readonly Process _process;
    private readonly Queue<string> _output = new();

    private SiloProcess(Process process, Uri url)
    {
        _process = process;
        Url = url;
    }

    public Uri Url { get; }

    public int Id => _process.Id;

    /// <summary>When the operating system was asked to start it; by <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public long StartedAt { get; private init; }

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the program and returns at once; it serves when <see cref="Ready"/> returns.</summary>
    public static SiloProcess Start(SiloOptions options)
    {
        var url = new Uri($"http://127.0.0.1:{options.Port}");
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = options.Data,
        };
        foreach (var argument in (string[])[SiloBinary.Find(), "--urls", url.ToString(), "--data", options.Data])
            start.ArgumentList.Add(argument);
        start.Environment["LiveChat__PlatformKey"] = options.PlatformKey;
        start.Environment["LiveChat__Outgoing__AllowLoopback"] = "true";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in options.Environment) start.Environment[name] = value;

        var startedAt = Stopwatch.GetTimestamp();
        var silo = new SiloProcess(Process.Start(start)!, url) { StartedAt = startedAt };
        silo._process.OutputDataReceived += (_, line) => silo.Keep(line.Data);
        silo._process.ErrorDataReceived += (_, line) => silo.Keep(line.Data);
        silo._process.BeginOutputReadLine();
        silo._process.BeginErrorReadLine();
        return silo;
    }

    /// <summary>Returns when <c>/health/ready</c> says yes; throws with the program's last lines when it never does.</summary>
    public async Task Ready(TimeSpan within)
    {
        using var http = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(2) };
        await Poll.Until("the server is ready", within, async () =>
        {
            if (HasExited) throw new InvalidOperationException($"The server ended at its start.\n{Output()}");
            try
            {
                using var answer = await http.GetAsync("/health/ready");
                return answer.IsSuccessStatusCode;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                return false;
            }
        }, Output);
    }

    /// <summary>SIGKILL: nothing of the process runs after it. Returns when it is gone.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, then its exit code.</summary>
    public async Task<int> Stop(TimeSpan within)
    {
        if (SendSignal(_process.Id, Sigterm) != 0) throw new InvalidOperationException("SIGTERM was not sent.");
        using var deadline = new CancellationTokenSource(within);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    /// <summary>The last lines the program wrote.</summary>
    public string Output()
    {
        lock (_output) return string.Join('\n', _output);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await Kill();
        _process.Dispose();
    }

    /// <summary>A port nobody listens on now.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_output)
        {
            if (_output.Count == OutputLinesMax) _output.Dequeue();
            _output.Enqueue(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
