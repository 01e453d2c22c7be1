using System.Globalization;
using System.Security.Cryptography;
using LiveChat.Bench.Scenarios;
using LiveChat.Outside;

namespace LiveChat.Bench.Deployments;

/// <summary>Sets deployments up, each on fresh data.</summary>
public sealed class Sites(BenchOptions options, Servers servers, PostgresHost postgres)
{
    private static readonly string SealKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private int _clusters;

    /// <summary>A running one.</summary>
    public async Task<Site> Start(Deployment deployment, string name)
    {
        var site = await Prepare(deployment, name);
        await site.Start();
        return site;
    }

    /// <summary>One that is not started yet.</summary>
    /// <param name="deployment">Which.</param>
    /// <param name="name">For its folder.</param>
    /// <param name="like">A stopped one of the same deployment, whose data it gets a copy of.</param>
    public async Task<Site> Prepare(Deployment deployment, string name, Site? like = null)
    {
        var database = deployment.UsesPostgres ? await postgres.NewDatabase(like?.Database) : null;
        var cluster = string.Create(CultureInfo.InvariantCulture, $"bench-{++_clusters}");
        var nodes = Enumerable.Range(0, Math.Max(1, deployment.Nodes))
            .Select(_ => servers.SiloOptions(name))
            .Select(it => it with { Environment = EnvironmentOf(deployment, database, cluster) })
            .ToList();
        if (like is not null) Copy(like.Data, nodes[0].Data);
        return new Site(deployment, nodes, database, deployment.UsesPostgres ? postgres.Postmaster : null);
    }

    /// <summary>An empty PostgreSQL database.</summary>
    public Task<string> NewDatabase() => postgres.NewDatabase();

    /// <summary>Of the PostgreSQL server, where it is the bench's own and runs.</summary>
    public int? Postmaster => postgres.Postmaster;

    public IEnumerable<Deployment> Chosen => options.On;

    public IEnumerable<Deployment> Embedded => options.On.Where(it => !it.IsCluster);

    private static Dictionary<string, string> EnvironmentOf(Deployment deployment, string? database, string cluster)
    {
        var environment = new Dictionary<string, string>();
        if (database is null) return environment;
        environment["LiveChat__Store"] = "postgres";
        environment["LiveChat__Connection"] = database;
        if (!deployment.IsCluster) return environment;
        environment["LiveChat__Engine"] = "orleans";
        environment["LiveChat__SealKey"] = SealKey;
        environment["LiveChat__Cluster__Name"] = cluster;
        environment["LiveChat__Cluster__Address"] = "127.0.0.1";
        environment["LiveChat__Cluster__NodePort"] = $"{ServerProcess.FreePort()}";
        environment["LiveChat__Cluster__GatewayPort"] = $"{ServerProcess.FreePort()}";
        return environment;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
