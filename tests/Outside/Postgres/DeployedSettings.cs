namespace LiveChat.Outside.Postgres;

/// <summary><c>deploy/postgres/livechat.conf</c>: what a server of LiveChat's is set to.</summary>
public static class DeployedSettings
{
    public static string Path
    {
        get
        {
            var root = SiloBinary.RepositoryRoot(new DirectoryInfo(AppContext.BaseDirectory));
            return System.IO.Path.Combine(root, "deploy", "postgres", "livechat.conf");
        }
    }

    /// <summary>Names and values, in the file's order.</summary>
    public static IReadOnlyList<(string Name, string Value)> Read() =>
    [
        .. File.ReadLines(Path).Where(it => it.Length > 0 && it[0] != '#')
            .Select(it => it.Split(" = ")).Select(it => (it[0], it[1])),
    ];
}
