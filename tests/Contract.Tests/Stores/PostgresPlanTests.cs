using System.Reflection;
using System.Text.RegularExpressions;
using LiveChat.Storage.Postgres.Conversations;
using LiveChat.Storage.Postgres.Erasures;
using LiveChat.Storage.Postgres.Raw;
using Npgsql;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>
/// Every statement finds its rows through an index, where there are a million: as the server plans it by itself, for
/// the values at hand and once for all.
/// </summary>
public sealed partial class PostgresPlanTests : IAsyncLifetime
{
    /// <summary>All of them; each connection fills one while the others fill theirs.</summary>
    private static readonly string[] _fill =
    [
        """
        insert into conversation (number, thread, ordinal, tenant, version, first_version, state_version, state, sender,
            sender_address, channel, contact, queue, admitted, agent, priority, opened_at, queued_at, next_deadline_at,
            deadline_shard, close_reason)
        select i, id(i), 1, id(i % 4), 9, 1, 5, case i % 200 when 0 then 2 when 1 then 4 else 8 end, id(i % 20),
            '+34900', 1, '+34' || i, id(i % 30), 1, case when i % 200 <> 0 then id(i % 300) end, 3, i, i,
            case when i % 200 < 2 then i end, i % 16, 0
        from generate_series(1, :rows) i
        """,
        """
        insert into event select i, 1, 'messageSent', i, '\x7b7d' from generate_series(1, :rows) i;
        insert into questionnaire_run
        select id(i), 1, id(i % 4), 1, id(i % 9), 1, null, null, i, 1 from generate_series(1, :rows / 10 + 1) i;
        insert into questionnaire_answer
        select id(i), 1, 'a', i, null, 3, null from generate_series(1, :rows / 10 + 1) i
        """,
        """
        insert into outbox (conversation, version, thread, tenant, ordinal, sender, state, state_at, attempts,
            next_attempt_at, due_at, dead_letter)
        select i, 1, id(i), id(i % 4), 1, id(i % 20), case i % 200 when 0 then 1 when 1 then 5 else 4 end, i, 0, i,
            case when i % 200 = 0 then i end, case when i % 200 = 1 then 1 else 0 end
        from generate_series(1, :rows) i
        """,
        """
        insert into seen select id(i % 4), id(i), id(i), 1, 1, i from generate_series(1, :rows) i;
        insert into agent (tenant, agent, epoch, online, status, takes_new, gone)
        select id(i % 4), id(i), 1, true, 'available', true, 0 from generate_series(1, :rows / 10 + 1) i;
        insert into queue_epoch select id(i % 4), id(i), 1 from generate_series(1, :rows / 10 + 1) i
        """,
    ];

    private const string Large =
        "conversation|event|outbox|seen|questionnaire_run|questionnaire_answer|agent|queue_epoch";

    private readonly PostgresUnderTest _store = new();

    public Task InitializeAsync() => _store.Open();

    public Task DisposeAsync() => _store.Close();

    [SkippableFact]
    public async Task No_statement_reads_a_table_of_a_million_rows_whole()
    {
        await Fill(1_000_000);
        var statements = Statements().ToList();
        Assert.True(statements.Count > 200, "The statements were not found.");
        List<string> whole = [];
        await using var connection = await Connect();
        foreach (var mode in (string[])["force_custom_plan", "force_generic_plan"])
        {
            await Read(connection, $"set plan_cache_mode = {mode}");
            foreach (var (name, sql) in statements) await Check(name, sql);
            // Any hundred rows of a tenant who has a quarter of the table: for these it needs the settings with which
            // the store connects. Without an index they would not help.
            await Read(connection, "set enable_seqscan = off");
            foreach (var (name, sql) in Erasing()) await Check(name, sql);
            await Read(connection, "reset enable_seqscan");
        }

        Assert.True(whole is [], string.Join("\n\n", whole));
        // The check must be able to fail.
        Assert.Matches(WholeTable(), await Plan(connection, "select * from event where at = $1::bigint"));

        async Task Check(string name, string sql)
        {
            var plan = await Plan(connection, sql);
            if (WholeTable().IsMatch(plan)) whole.Add($"{name}: {sql}\n{plan}");
        }
    }

    /// <summary>
    /// A plan is kept that was made when next to nothing was there, and nobody had counted: it must find its rows by
    /// their values even so. What it takes in an order, until it has enough, needs none.
    /// </summary>
    [SkippableFact]
    public async Task A_plan_that_was_made_for_empty_tables_serves_full_ones()
    {
        await MakeValues();
        await using var connection = await ConnectAsStore();
        await Read(connection, "set plan_cache_mode = force_generic_plan");
        List<string> whole = [];
        foreach (var (name, sql) in Statements())
        {
            var plan = await Plan(connection, sql);
            if (WholeIndex().IsMatch(plan) || WholeTable().IsMatch(plan)) whole.Add($"{name}: {sql}\n{plan}");
        }

        Assert.True(whole is [], string.Join("\n\n", whole));
        // The check must be able to fail.
        await Read(connection, "set enable_hashjoin = on");
        Assert.Matches(WholeIndex(), await Plan(
            connection,
            "select m.thread from unnest($1::uuid[]) as m (thread) "
            + "where exists (select from conversation c where c.thread = m.thread and c.state = 2)"));
    }

    /// <summary>
    /// The same where the server had counted, and found one row in each table: whichever order it joins in looks as
    /// good then. Whatever is read is looked for by its values, but for the first in an order.
    /// </summary>
    [SkippableFact]
    public async Task A_plan_that_was_made_for_single_rows_serves_full_tables()
    {
        await Fill(1);
        await using var connection = await ConnectAsStore();
        await Read(connection, "set plan_cache_mode = force_generic_plan");
        List<string> whole = [];
        foreach (var (name, sql) in Statements())
        {
            var plan = await Plan(connection, sql);
            if (Unguided().IsMatch(plan)) whole.Add($"{name}: {sql}\n{plan}");
        }

        Assert.True(whole is [], string.Join("\n\n", whole));
        // The check must be able to fail.
        Assert.Matches(Unguided(), await Plan(
            connection, "select m.thread from unnest($1::uuid[]) as m (thread) join seen s on s.thread <> m.thread"));
    }

    /// <summary>What plans are asked for with.</summary>
    private Task MakeValues() => _store.Run(
            """
            create or replace function id(n bigint) returns uuid language sql immutable
                as $$ select lpad(to_hex(n), 32, '0')::uuid $$;
            create or replace function numbers() returns bigint[] language sql immutable
                as $$ select array_agg(500000 + i) from generate_series(1, 100) i $$;
            create or replace function ids() returns uuid[] language sql immutable
                as $$ select array_agg(id(i)) from unnest(numbers()) i $$;
            create or replace function texts() returns text[] language sql immutable
                as $$ select array_agg('+34' || i) from unnest(numbers()) i $$;
            create or replace function flags() returns boolean[] language sql immutable
                as $$ select array_agg(true) from unnest(numbers()) i $$;
            create or replace function bytes() returns bytea[] language sql immutable
                as $$ select array_agg('\x00'::bytea) from unnest(numbers()) i $$
            """);

    private async Task Fill(int rows)
    {
        await MakeValues();
        foreach (var table in Large.Split('|')) await _store.Run($"alter table {table} set unlogged");
        await Task.WhenAll(_fill.Select(sql => Task.Run(async () =>
        {
            await using var connection = await Connect();
            await Read(connection, sql.Replace(":rows", $"{rows}", StringComparison.Ordinal));
        })));
        await _store.Run($"analyze {Large.Replace('|', ',')}");
        Assert.Equal((long)rows, await _store.Run("select count(*) from conversation"));
    }

    private static IEnumerable<(string Name, string Sql)> Statements() =>
    [
        .. from type in typeof(ConversationSql).Assembly.GetTypes()
           where type.Name.EndsWith("Sql", StringComparison.Ordinal)
           from field in type.GetFields(BindingFlags.Static | BindingFlags.Public)
           where field.IsLiteral
           select ($"{type.Name}.{field.Name}", (string)field.GetRawConstantValue()!),
        .. from filter in ConversationQueriesOnSqlite.Filters()
           from after in (Storage.Conversations.ListCursor?[])[null, new(Some.Morning, new(Some.Thread(), 1))]
           select ($"{filter}", ListQuery.Of(Some.Tenant(), filter, after, 100).CommandText),
    ];

    private static IEnumerable<(string Name, string Sql)> Erasing() =>
    [
        ("questionnaire answers", ErasureSql.DeleteOf("questionnaire_answer", "thread")),
        ("seen keys", ErasureSql.DeleteOf("seen", "tenant")),
        ("questionnaire runs", ErasureSql.DeleteOf("questionnaire_run", "tenant")),
    ];

    private static async Task<string> Plan(NpgsqlConnection connection, string sql)
    {
        var types = Value().Matches(sql).DistinctBy(it => it.Groups["place"].Value)
            .OrderBy(it => int.Parse(it.Groups["place"].Value, null)).ToList();
        var declared = types is [] ? "" : $"({string.Join(", ", types.Select(it => it.Groups["type"].Value))})";
        var values = types is [] ? "" : $"({string.Join(", ", types.Select(it => Typical(it, sql)))})";
        await Read(connection, $"prepare it{declared} as {sql}");
        var plan = await Read(connection, $"explain execute it{values}");
        await Read(connection, "deallocate it");
        return plan;
    }

    /// <summary>What such a value is in the middle of the tables.</summary>
    private static string Typical(Match value, string sql)
    {
        var isLimit = sql.Contains($"limit {value.Value}", StringComparison.Ordinal);
        var column = Column().Match(sql[..value.Index]).Groups["name"].Value;
        return value.Groups["type"].Value switch
        {
            "uuid" when column is "tenant" => "id(1)",
            "uuid" when column is "sender" or "queue" or "agent" or "questionnaire" => "id(5)",
            "uuid" => "id(500000)",
            "uuid[]" => "ids()",
            "bigint" when isLimit => "100",
            "bigint" when column is "state" => "4",
            "bigint" when column is "ordinal" or "version" or "deadline_shard" => "1",
            "bigint" => "500000",
            "bigint[]" => "numbers()",
            "text" => "'+34500000'",
            "text[]" => "texts()",
            "boolean" => "true",
            "boolean[]" => "flags()",
            "bytea" => "'\\x00'",
            "bytea[]" => "bytes()",
            var type => throw new InvalidOperationException($"{type} in {sql}"),
        };
    }

    private async Task<NpgsqlConnection> ConnectAsStore()
    {
        var connection = new NpgsqlConnection($"{PostgresSource.Text(_store.Options)};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private async Task<NpgsqlConnection> Connect()
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_store.Options.ConnectionString)
            {
                Pooling = false,
                CommandTimeout = 300,
            }.ToString());
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<string> Read(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> lines = [];
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    [GeneratedRegex($@"Seq Scan on ({Large})\b")]
    private static partial Regex WholeTable();

    /// <summary>Read from its beginning to its end, as one side of a join.</summary>
    [GeneratedRegex($@"(Hash|Merge) ((Semi|Anti|Right|Left|Full) )?Join(.|\n)*on ({Large})\b")]
    private static partial Regex WholeIndex();

    /// <summary>
    /// Read without a condition on what its index is ordered by, and further than its first row. The index of agents
    /// that are gone is one of few.
    /// </summary>
    [GeneratedRegex(
        $@"(?<!Limit [^\n]*\n\s*->  )(Index( Only)?|Seq) Scan (?!using agent_gone)[^\n]*on ({Large})\b[^\n]*(\n|$)"
        + @"(?!\s*Index Cond)")]
    private static partial Regex Unguided();

    [GeneratedRegex(@"\$(?<place>\d+)::(?<type>\w+(\[\])?)")]
    private static partial Regex Value();

    [GeneratedRegex(@"(?<name>\w+)\s*(=|<|>|<=|>=)\s*$")]
    private static partial Regex Column();
}
