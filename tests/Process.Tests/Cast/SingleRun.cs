using LiveChat.Outside;

namespace LiveChat.Process.Tests.Cast;

/// <summary>The program in one process, with its data in a folder.</summary>
public sealed class SingleRun : IRun
{
    private readonly SiloOptions _options;
    private ServerProcess _server;

    public SingleRun(string platformKey)
    {
        var data = Directory.CreateTempSubdirectory("livechat-process-").FullName;
        _options = new SiloOptions(data, ServerProcess.FreePort(), platformKey);
        _server = _options.Start();
    }

    public Uri Url => _server.Url;

    public HttpMessageHandler Door() => new SocketsHttpHandler();

    public Task Ready(TimeSpan within) => _server.Ready(within);

    public async Task KillAndRestart(TimeSpan readyWithin)
    {
        await _server.Kill();
        await _server.DisposeAsync();
        _server = _options.Start();
        await _server.Ready(readyWithin);
    }

    public Task<int> Stop(TimeSpan within) => _server.Stop(within);

    public string Output() => _server.Output();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_options.Data, recursive: true);
    }
}
