using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace LiveChat.Outside;

/// <summary>
/// One run of a server as a process of its own: started, watched and killed from outside. A second run on the same
/// directory and port is the restart after a crash.
/// </summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private const int OutputLinesMax = 200;
    private const int Sigterm = 15;
    private const int Sigcont = 18;
    private const int Sigstop = 19;

    private readonly Process _process;
    private readonly Queue<string> _output = new();

    private ServerProcess(Process process, Uri url)
    {
        _process = process;
        Url = url;
    }

    public Uri Url { get; }

    public int Id => _process.Id;

    /// <summary>When the operating system was asked to start it; by <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public long StartedAt { get; private init; }

    public bool HasExited => _process.HasExited;

    /// <summary>
    /// Starts <c>dotnet</c> with the arguments and returns at once; it serves when <see cref="Ready"/> returns.
    /// </summary>
    public static ServerProcess Start(
        Uri url, string directory, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = directory,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;

        var startedAt = Stopwatch.GetTimestamp();
        var server = new ServerProcess(Process.Start(start)!, url) { StartedAt = startedAt };
        server._process.OutputDataReceived += (_, line) => server.Keep(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Keep(line.Data);
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>
    /// Returns when <c>/health/ready</c> says yes; throws with the program's last lines when it never does.
    /// </summary>
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
        Send(Sigterm);
        return await Ended(within);
    }

    /// <summary>SIGSTOP: it does nothing until <see cref="Thaw"/>, and does not know that it does nothing.</summary>
    public void Freeze() => Send(Sigstop);

    public void Thaw() => Send(Sigcont);

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public async Task<int> Ended(TimeSpan within)
    {
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

    private void Send(int signal)
    {
        if (SendSignal(_process.Id, signal) != 0)
            throw new InvalidOperationException($"Signal {signal} was not sent.");
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
