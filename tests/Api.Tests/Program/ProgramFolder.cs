using LiveChat.Outside;

namespace LiveChat.Api.Tests.Program;

/// <summary>A folder of its own for a test, and runs of the program in it.</summary>
public sealed class ProgramFolder : IDisposable
{
    public static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);

    /// <summary>The bound the program promises, and some for a loaded machine to end a process.</summary>
    public static readonly TimeSpan StopMax = TimeSpan.FromSeconds(15);

    public string Path { get; } = Directory.CreateTempSubdirectory("livechat-program-").FullName;

    public string Data => In("data");

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }

    /// <summary>Starts the program with just these arguments and settings of the environment.</summary>
    public ServerProcess Start(Uri url, string[] arguments, params (string Name, string Value)[] environment)
    {
        var variables = environment.ToDictionary(it => it.Name, it => it.Value);
        variables.TryAdd("DOTNET_ENVIRONMENT", "Production");
        return ServerProcess.Start(url, Path, [SiloBinary.Find(), .. arguments], variables);
    }

    /// <summary>Starts it on a free port and this folder's data.</summary>
    public ServerProcess Serve(params (string Name, string Value)[] environment)
    {
        var url = FreeUrl();
        return Start(url, ["--urls", url.ToString(), "--data", Data], environment);
    }

    public static Uri FreeUrl() => new($"http://127.0.0.1:{ServerProcess.FreePort()}");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
