using LiveChat.Cluster.Tests.Nodes;
using LiveChat.Outside.Postgres;
using Npgsql;

namespace LiveChat.Cluster.Tests.Together;

/// <summary>
/// What a database must bear of each node (docs/cluster.md): three nodes that took what they liked left nothing to the
/// one that was to replace one of them.
/// </summary>
public sealed class NodeConnectionTests
{
    private const int OfRuntimeMax = 8;
    private const int OfNodeMax = 34 + OfRuntimeMax;
    private static readonly TimeSpan s_readyWithin = TimeSpan.FromMinutes(5);

    [SkippableFact]
    public async Task Nodes_that_have_started_have_no_more_connections_than_are_said()
    {
        Skip.IfNot(PostgresServer.IsInstalled, "PostgreSQL is not installed.");
        await using var run = await ClusterRun.Start("all", "all");
        await run.Ready(s_readyWithin);

        var connections = await Connections(run.Connection);

        Assert.InRange(connections.Count(it => it == "livechat cluster"), 1, 2 * OfRuntimeMax);
        Assert.InRange(connections.Count, 1, 2 * OfNodeMax);
        Assert.DoesNotContain("", connections);
    }

    /// <summary>The names that the nodes' connections have given themselves.</summary>
    private static async Task<List<string>> Connections(string connection)
    {
        await using var database = new NpgsqlConnection(connection);
        await database.OpenAsync();
        await using var ask = database.CreateCommand();
        ask.CommandText = "select application_name from pg_stat_activity "
            + "where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()";
        await using var rows = await ask.ExecuteReaderAsync();
        List<string> names = [];
        while (await rows.ReadAsync()) names.Add(rows.GetString(0));
        return names;
    }
}
