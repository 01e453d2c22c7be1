using System.Reflection;
using LiveChat.Storage.Sqlite.Conversations;
using Microsoft.Data.Sqlite;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>Every statement finds its rows through an index, in the index's order.</summary>
public sealed class SqlitePlanTests : IAsyncLifetime
{
    // Walks only the rows of its partial index: the agents that are gone.
    private const string Allowed = "SCAN agent USING INDEX agent_gone";

    private readonly SqliteUnderTest _store = new();

    public Task InitializeAsync() => _store.Open();

    public Task DisposeAsync() => _store.Close();

    [Fact]
    public void No_statement_scans_or_sorts()
    {
        var statements = Constants();
        Assert.True(statements.Count >= 25, "The statements were not found.");
        using var connection = _store.Connect();
        foreach (var (name, sql) in statements) Check(connection, name, sql);
    }

    [Fact]
    public void No_list_scans_or_sorts()
    {
        using var connection = _store.Connect();
        foreach (var filter in ConversationQueriesOnSqlite.Filters())
        {
            foreach (var after in (bool[])[false, true])
                Check(connection, $"{filter}", ListQuery.Sql(filter, after));
        }
    }

    private static void Check(SqliteConnection connection, string name, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"explain query plan {sql}";
        for (var i = 1; i <= 29; i++)
        {
            if (sql.Contains($"?{i}", StringComparison.Ordinal)) command.Parameters.AddWithValue($"?{i}", 1);
        }

        using var plan = command.ExecuteReader();
        while (plan.Read())
        {
            var step = plan.GetString(3);
            var isBad = step.StartsWith("SCAN", StringComparison.Ordinal)
                || step.Contains("TEMP B-TREE", StringComparison.Ordinal);
            Assert.False(isBad && step != Allowed, $"{name}: {step}\n{sql}");
        }
    }

    private static List<(string Name, string Sql)> Constants() =>
    [
        .. from type in typeof(ConversationSql).Assembly.GetTypes()
           where type.Name.EndsWith("Sql", StringComparison.Ordinal)
           from field in type.GetFields(BindingFlags.Static | BindingFlags.Public)
           where field.IsLiteral
           select ($"{type.Name}.{field.Name}", (string)field.GetRawConstantValue()!),
    ];
}
