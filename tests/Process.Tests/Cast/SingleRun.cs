using LiveChat.Outside;

namespace LiveChat.Process.Tests.Cast;

/// <summary>The program in one process, with its data in a folder.</summary>
public sealed class SingleRun : IRun
{
    private static readonly TimeSpan OrderMax = TimeSpan.FromSeconds(60);

    private readonly List<string> _folders = [];
    private SiloOptions _options;
    private ServerProcess _server;

    public SingleRun(string platformKey, StoreOfRun store)
    {
        _options = new SiloOptions(NewFolder(), ServerProcess.FreePort(), platformKey)
        {
            Environment = Settings(store),
        };
        _server = _options.Start();
    }

    public Uri Url => _server.Url;

    public string Data => _options.Data;

    /// <summary>Whether it is the process that was started last, and runs.</summary>
    public bool Runs => !_server.HasExited;

    public HttpMessageHandler Door() => new SocketsHttpHandler();

    public Task Ready(TimeSpan within) => _server.Ready(within);

    public async Task KillAndRestart(TimeSpan readyWithin)
    {
        await _server.Kill();
        await StartAgain(readyWithin);
    }

    /// <summary>Once it has stopped: starts it at the same address, on another store and data folder.</summary>
    public async Task StartOn(StoreOfRun store, string data, TimeSpan readyWithin)
    {
        _options = _options with { Data = data, Environment = Settings(store) };
        await StartAgain(readyWithin);
    }

    /// <summary>Has the program carry an order out on this run's data and store; what it wrote.</summary>
    public async Task<string> Do(params string[] order)
    {
        string[] arguments = [SiloBinary.Find(), .. order, "--data", Data];
        await using var process = ServerProcess.Start(Url, Data, arguments, _options.Environment);
        Assert.True(await process.Ended(OrderMax) == 0, process.Output());
        return process.Output();
    }

    /// <summary>A folder that goes with the run.</summary>
    public string NewFolder()
    {
        var folder = Directory.CreateTempSubdirectory("livechat-process-").FullName;
        _folders.Add(folder);
        return folder;
    }

    public Task<int> Stop(TimeSpan within) => _server.Stop(within);

    public string Output() => _server.Output();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        foreach (var folder in _folders) Directory.Delete(folder, recursive: true);
    }

    private async Task StartAgain(TimeSpan readyWithin)
    {
        await _server.DisposeAsync();
        _server = _options.Start();
        await _server.Ready(readyWithin);
    }

    private static Dictionary<string, string> Settings(StoreOfRun store) => new(store.Settings)
    {
        // Dozens of passwords are hashed for a scene; none is to be kept from anybody.
        ["LiveChat__PasswordIterations"] = "1000",
    };
}
