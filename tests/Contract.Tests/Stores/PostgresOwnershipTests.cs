using LiveChat.Outside;
using LiveChat.Outside.Postgres;
using LiveChat.Storage.Postgres;
using LiveChat.Storage.Postgres.Ownership;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>One process at a time has a database, or the nodes of one cluster.</summary>
public sealed class PostgresOwnershipTests : IAsyncLifetime
{
    private static readonly TimeSpan _noticedMax = TimeSpan.FromSeconds(30);

    private string _connection = "";

    public async Task InitializeAsync() => _connection = await PostgresDatabase.New();

    public async Task DisposeAsync()
    {
        if (_connection.Length > 0) await PostgresDatabase.GiveBack(_connection);
    }

    [SkippableFact]
    public async Task A_second_process_is_refused_until_the_first_is_gone()
    {
        await using (var first = await Take(_noticedMax))
        {
            await Assert.ThrowsAsync<DatabaseOwnedException>(() => Take(TimeSpan.FromMilliseconds(1)));
            Assert.False(first.Lost.IsCompleted);
        }

        await using var second = await Take(_noticedMax);
    }

    [SkippableFact]
    public async Task Who_waits_gets_it_from_one_that_ends()
    {
        var first = await Take(_noticedMax);
        var second = Take(_noticedMax);
        await Poll.Until(
            "the second asks", _noticedMax,
            async () => await Run("select count(*) from pg_stat_activity where datname = current_database() "
                + "and application_name = 'livechat owner'") is 2L,
            () => "");
        await first.DisposeAsync();
        await (await second).DisposeAsync();
    }

    [SkippableFact]
    public async Task A_session_that_was_lost_is_taken_again_when_nobody_was_there_in_between()
    {
        await using var first = await Take(_noticedMax);
        var former = await Owner();
        await Run($"select pg_terminate_backend({former})");
        await Poll.Until(
            "it is held again", _noticedMax, async () => await Owner() is int now && now != (int)former!, () => "");
        Assert.False(first.Lost.IsCompleted);
        await Assert.ThrowsAsync<DatabaseOwnedException>(() => Take(TimeSpan.Zero));
    }

    [SkippableFact]
    public async Task A_session_that_cannot_be_sure_whose_the_database_is_lets_it_go_and_the_next_one_has_it()
    {
        var impatient = new NpgsqlConnectionStringBuilder(_connection) { Options = "-c lock_timeout=100ms" };
        await using var first = await PostgresOwnership.Take(
            new PostgresOptions(impatient.ToString()), _noticedMax, TimeProvider.System, NullLoggerFactory.Instance);
        var former = (int)(await Owner())!;
        var doubtful = 0;
        await using (var other = new NpgsqlConnection(_connection))
        {
            await other.OpenAsync();
            await using var hide = await other.BeginTransactionAsync();
            await using var lockMarks = new NpgsqlCommand(
                "lock table installation in access exclusive mode", other, hide);
            await lockMarks.ExecuteNonQueryAsync();
            await Run($"select pg_terminate_backend({former})");
            await Poll.Until(
                "it is taken again", _noticedMax,
                async () => await Owner() is int now && (doubtful = now) != former, () => "");
            await Poll.Until(
                "that session is given up", _noticedMax,
                async () => await Run($"select count(*) from pg_stat_activity where pid = {doubtful}") is 0L, () => "");
        }

        await Poll.Until(
            "one session has it and no other is left", _noticedMax,
            async () => await Owner() is not null && await Run(
                "select count(*) from pg_stat_activity where datname = current_database() "
                + "and application_name = 'livechat owner'") is 1L,
            () => "");
        Assert.False(first.Lost.IsCompleted);
    }

    [SkippableFact]
    public async Task It_is_lost_when_another_was_there_in_between_even_if_that_one_is_gone()
    {
        await using var first = await Take(_noticedMax);
        var former = await Owner();

        // Another who waits in the line of the lock has it before the first can be back.
        var unpooled = new NpgsqlConnectionStringBuilder(_connection) { Pooling = false };
        await using (var other = new NpgsqlConnection(unpooled.ToString()))
        {
            await other.OpenAsync();
            await using var wait = new NpgsqlCommand(
                "select pg_advisory_lock(hashtextextended('livechat process ' || current_schema(), 0)); "
                + "update installation set value = '\\x00' where name = 'owner'", other);
            var waiting = wait.ExecuteNonQueryAsync();
            await Poll.Until(
                "the other waits", _noticedMax,
                async () => await Run(
                    "select count(*) from pg_locks l join pg_database d on d.oid = l.database where not l.granted "
                    + "and l.locktype = 'advisory' and d.datname = current_database()") is 1L,
                () => "");
            await Run($"select pg_terminate_backend({former})");
            await waiting;
        }

        await first.Lost.WaitAsync(_noticedMax);
    }

    [SkippableFact]
    public async Task A_schema_is_brought_up_by_the_owner_alone()
    {
        var empty = await (await PostgresServer.Shared).NewDatabase();
        await using var first = await PostgresOwnership.Take(
            new PostgresOptions(empty), TimeSpan.Zero, TimeProvider.System, NullLoggerFactory.Instance);
        Assert.Equal(
            Storage.Schema.Migrations.All.Length,
            Convert.ToInt32(await PostgresServer.Execute(empty, "select max(number) from schema_migration"), null));
    }

    [SkippableFact]
    public async Task Nodes_of_one_cluster_share_it_and_keep_others_out()
    {
        var first = await Share("one", _noticedMax);
        await using (var second = await Share("one", TimeSpan.Zero))
        {
            await first.DisposeAsync();
            var alone = await Assert.ThrowsAsync<DatabaseOwnedException>(() => Take(TimeSpan.Zero));
            Assert.Contains("'one'", alone.Message, StringComparison.Ordinal);
            var stranger = await Assert.ThrowsAsync<DatabaseOwnedException>(() => Share("other", TimeSpan.Zero));
            Assert.Contains("'one'", stranger.Message, StringComparison.Ordinal);
            Assert.False(second.Lost.IsCompleted);
        }

        await using (var alone = await Take(_noticedMax))
            await Assert.ThrowsAsync<DatabaseOwnedException>(() => Share("one", TimeSpan.Zero));
        await using var other = await Share("other", _noticedMax);
    }

    [SkippableFact]
    public async Task Nodes_that_start_together_on_an_empty_database_all_get_it_at_the_newest_schema()
    {
        var empty = new PostgresOptions(await (await PostgresServer.Shared).NewDatabase());
        var nodes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => PostgresOwnership.Share(
            empty, "one", _noticedMax, TimeProvider.System, NullLoggerFactory.Instance)));
        foreach (var node in nodes) await node.DisposeAsync();
        Assert.Equal(
            (long)Storage.Schema.Migrations.All.Length,
            await PostgresServer.Execute(empty.ConnectionString, "select max(number) from schema_migration"));
    }

    [SkippableFact]
    public async Task A_node_whose_schema_is_another_is_kept_out_while_others_run()
    {
        await using var node = await Share("one", _noticedMax);
        await Run("insert into schema_migration select max(number) + 1, 'newer', 0 from schema_migration");
        try
        {
            var refused = await Assert.ThrowsAsync<DatabaseOwnedException>(() => Share("one", TimeSpan.Zero));
            Assert.Contains("another version", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            await Run("delete from schema_migration where name = 'newer'");
        }
    }

    [SkippableFact]
    public async Task Nodes_whose_sessions_were_lost_go_on_and_end_when_a_process_alone_was_there()
    {
        await using var node = await Share("one", _noticedMax);
        var former = await Owner();
        await Run($"select pg_terminate_backend({former})");
        await Poll.Until(
            "it is held again", _noticedMax, async () => await Owner() is int now && now != (int)former!, () => "");
        Assert.False(node.Lost.IsCompleted);

        await Run($"update installation set value = '\\x00' where name = 'owner'; "
            + $"select pg_terminate_backend({await Owner()})");
        await node.Lost.WaitAsync(_noticedMax);
    }

    /// <summary>Who comes first waits too: the server may be at the end of a session of the test before.</summary>
    private Task<PostgresOwnership> Take(TimeSpan waitMax) => PostgresOwnership.Take(
        new PostgresOptions(_connection), waitMax, TimeProvider.System, NullLoggerFactory.Instance);

    private Task<PostgresOwnership> Share(string cluster, TimeSpan waitMax) => PostgresOwnership.Share(
        new PostgresOptions(_connection), cluster, waitMax, TimeProvider.System, NullLoggerFactory.Instance);

    /// <summary>The process of the server whose session has the lock; null: nobody's.</summary>
    private Task<object?> Owner() => Run(
        "select l.pid from pg_locks l join pg_database d on d.oid = l.database "
        + "where l.locktype = 'advisory' and l.granted and d.datname = current_database()");

    private Task<object?> Run(string sql) => PostgresServer.Execute(_connection, sql);
}
