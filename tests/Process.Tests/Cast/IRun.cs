namespace LiveChat.Process.Tests.Cast;

/// <summary>The program as it runs, in one process or in several.</summary>
public interface IRun : IAsyncDisposable
{
    /// <summary>A process that serves whenever nothing is being done to it.</summary>
    Uri Url { get; }

    /// <summary>How clients connect, to whichever process there is.</summary>
    HttpMessageHandler Door();

    Task Ready(TimeSpan within);

    /// <summary>SIGKILL, then a new process on the same data; serves when it returns.</summary>
    Task KillAndRestart(TimeSpan readyWithin);

    /// <summary>SIGTERM; the worst exit code.</summary>
    Task<int> Stop(TimeSpan within);

    /// <summary>The last lines the program wrote.</summary>
    string Output();
}
