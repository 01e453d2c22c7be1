namespace LiveChat.Bench.Deployments;

/// <summary>A way to run the program: which store, which engine, how many nodes.</summary>
/// <param name="Name">As the command line and the figures name it.</param>
/// <param name="UsesPostgres">Else SQLite.</param>
/// <param name="Nodes">Processes of one Orleans cluster; 0: one process with the embedded engine.</param>
public sealed record Deployment(string Name, bool UsesPostgres, int Nodes)
{
    public static readonly Deployment Sqlite = new("sqlite", UsesPostgres: false, Nodes: 0);
    public static readonly Deployment Postgres = new("postgres", UsesPostgres: true, Nodes: 0);
    public static readonly Deployment Orleans = new("orleans", UsesPostgres: true, Nodes: 1);
    public static readonly Deployment OrleansOfThree = new("orleans3", UsesPostgres: true, Nodes: 3);

    public static readonly IReadOnlyList<Deployment> All = [Sqlite, Postgres, Orleans, OrleansOfThree];

    public bool IsCluster => Nodes > 0;

    /// <summary>A figure's scenario: without a word for the one that needs nothing installed.</summary>
    public string Of(string scenario) => this == Sqlite ? scenario : $"{scenario} on {Name}";

    public override string ToString() => Name;
}
