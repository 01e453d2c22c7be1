namespace LiveChat.Outside;

/// <summary>
/// Finds the built program. <c>LIVECHAT_SILO</c> names a published <c>LiveChat.Silo.dll</c>; without it, the one of
/// this repository, built in the caller's own configuration.
/// </summary>
public static class SiloBinary
{
    public static string Find()
    {
        if (Environment.GetEnvironmentVariable("LIVECHAT_SILO") is { Length: > 0 } given) return Existing(given);
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var bin = own;
        while (bin.Name != "bin") bin = bin.Parent ?? throw new DirectoryNotFoundException($"No bin above {own}.");
        var build = Path.GetRelativePath(bin.FullName, own.FullName);
        return Existing(Path.Combine(RepositoryRoot(own), "src", "Silo", "bin", build, "LiveChat.Silo.dll"));
    }

    /// <summary>The folder of the solution, at or above the one given.</summary>
    public static string RepositoryRoot(DirectoryInfo from)
    {
        for (var at = from; at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "LiveChat.sln"))) return at.FullName;
        throw new DirectoryNotFoundException($"No LiveChat.sln above {from.FullName}; set LIVECHAT_SILO.");
    }

    private static string Existing(string path) =>
        File.Exists(path) ? path : throw new FileNotFoundException("The program is not built there.", path);
}
