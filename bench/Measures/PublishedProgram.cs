using System.Diagnostics;
using LiveChat.Bench.Report;
using LiveChat.Outside;

namespace LiveChat.Bench.Measures;

/// <summary>
/// The program as it is deployed: published for this machine with the runtime in it, compiled ahead of time as one
/// (ReadyToRun, composite), so that a start and the first seconds after it are measured as they are where it counts.
/// </summary>
public static class PublishedProgram
{
    private const string Variable = "LIVECHAT_SILO";

    /// <summary>Publishes it anew; <c>LIVECHAT_SILO</c> names another one, which is then taken as it is.</summary>
    /// <param name="withCluster">With the engine for clusters.</param>
    public static async Task Prepare(bool withCluster)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 }) return;
        var root = SiloBinary.RepositoryRoot(new DirectoryInfo(AppContext.BaseDirectory));
        var output = Path.Combine(root, "artifacts", "bench", "silo");
        Progress.Say("publishing the program");
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                "publish", Path.Combine(root, "src", "Silo"), "-c", "Release", "-o", output, "-v", "quiet", "-nologo",
                "--use-current-runtime", "--self-contained",
                .. withCluster ? (string[])["-p:Orleans=true"] : [],
            ])
        {
            RedirectStandardOutput = true,
        })!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0) throw new InvalidOperationException($"The program was not published.\n{said}");
        Environment.SetEnvironmentVariable(Variable, Path.Combine(output, "LiveChat.Silo.dll"));
    }
}
