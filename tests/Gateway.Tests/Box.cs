using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using LiveChat.Outside;

namespace LiveChat.Gateway.Tests;

/// <summary>One of Kannel's programs, running until it is disposed.</summary>
internal sealed class Box : IAsyncDisposable
{
    private static readonly TimeSpan _startMax = TimeSpan.FromSeconds(20);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = [];

    private Box(Process process) => _process = process;

    public string Output => string.Join('\n', _lines);

    public static Box Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var box = new Box(Process.Start(start)!);
        box._process.OutputDataReceived += (_, line) => box.Keep(line.Data);
        box._process.ErrorDataReceived += (_, line) => box.Keep(line.Data);
        box._process.BeginOutputReadLine();
        box._process.BeginErrorReadLine();
        return box;
    }

    /// <summary>Returns when something listens on the port.</summary>
    public Task Listens(int port) => Poll.Until($"Kannel listens on {port}", _startMax, async () =>
    {
        if (_process.HasExited) throw new InvalidOperationException($"It ended at its start.\n{Output}");
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }, () => Output);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null) _lines.Enqueue(line);
    }
}
