using LiveChat.Outside.Postgres;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>What the server is asked, as its own log shows it, and which of it waits for which.</summary>
public sealed class PostgresStatementTests : IAsyncLifetime
{
    private static readonly TimeSpan _ample = TimeSpan.FromMinutes(1);

    private PostgresServer? _own;
    private string _connection = "";

    private PostgresServer Own => _own ?? throw new InvalidOperationException("There is no server.");

    public async Task InitializeAsync()
    {
        Skip.IfNot(PostgresServer.IsInstalled, "PostgreSQL is not installed.");
        _own = await PostgresServer.StartOwn("log_statement=all", "deadlock_timeout=10ms");
        _connection = await Own.NewDatabase();
    }

    public async Task DisposeAsync()
    {
        if (_own is not null) await _own.DisposeAsync();
    }

    [SkippableFact]
    public async Task A_batch_is_one_statement_for_each_table_and_prepared_from_its_third_use_on()
    {
        await using var store = await Open();
        for (var number = 1; number <= 3; number++) await Appended(store, new ThreadScript(number).Open());
        List<Task<AppendResult>> waiting = [];
        await using (await Hold())
        {
            for (var number = 101; number <= 300; number++)
                waiting.Add(store.Conversations.Append(new ThreadScript(number).Open()).AsTask());
        }

        Assert.All(await Task.WhenAll(waiting), it => Assert.Equal(AppendOutcome.Appended, it.Outcome));
        foreach (var table in (string[])["event", "conversation"])
        {
            var inserts = (await Own.Log()).Split('\n')
                .Where(it => it.Contains($": insert into {table} (", StringComparison.Ordinal)).ToList();
            Assert.InRange(inserts.Count, 5, 6); // Three, the first of the waiting, and what had gathered behind it.
            Assert.Contains("execute <unnamed>: ", inserts[0], StringComparison.Ordinal);
            Assert.All(inserts.Skip(2), it => Assert.Contains("execute _auto", it, StringComparison.Ordinal));
        }
    }

    [SkippableFact]
    public async Task Batches_of_two_processes_over_the_same_threads_do_not_lock_each_other_out()
    {
        const int Threads = 60;
        await using var one = await Open();
        await using var other = await Open(present: true);
        var begun = Enumerable.Range(1, Threads).Select(number => new ThreadScript(number)).ToList();
        foreach (var script in begun) await Appended(one, script.Open());
        for (var round = 0; round < 5; round++)
        {
            // Each has the same threads in a batch, in opposite orders.
            var step = begun.ConvertAll(script => script.Receive(round));
            List<Task<AppendResult>> appends = [];
            await using (await Hold())
            {
                appends.AddRange(step.Select(it => one.Conversations.Append(it).AsTask()));
                appends.AddRange(Enumerable.Reverse(step).Select(it => other.Conversations.Append(it).AsTask()));
            }

            var results = await Task.WhenAll(appends);
            Assert.Equal(Threads, results.Count(it => it.Outcome == AppendOutcome.Appended));
            Assert.Equal(Threads, results.Count(it => it.Outcome == AppendOutcome.Conflict));
        }

        Assert.DoesNotContain("deadlock detected", await Own.Log(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_statement_that_takes_too_long_is_ended_by_the_server_and_the_next_one_is_served()
    {
        await using var store = await Open(statementMax: TimeSpan.FromMilliseconds(100));
        var script = new ThreadScript(1);
        await Appended(store, script.Open());
        var receive = script.Receive();
        await using (await Hold())
        {
            var ended = await Assert.ThrowsAsync<Storage.StoreUnavailableException>(
                async () => await store.Conversations.Append(receive));
            Assert.Contains("statement timeout", ended.Message, StringComparison.Ordinal);
        }

        await Appended(store, receive);
    }

    private async Task<PostgresStore> Open(bool present = false, TimeSpan? statementMax = null)
    {
        var options = new PostgresOptions(_connection)
        {
            Lanes = 1,
            ConnectMax = _ample,
            LockWaitMax = _ample,
            StatementMax = _ample,
            SilenceMax = _ample,
        };
        if (!present)
            await (await PostgresStore.Open(options, TimeProvider.System, NullLoggerFactory.Instance)).DisposeAsync();
        return await PostgresStore.OpenPresent(
            options with { StatementMax = statementMax ?? _ample }, TimeProvider.System, NullLoggerFactory.Instance);
    }

    /// <summary>Appends wait for as long as it is open.</summary>
    private async Task<NpgsqlConnection> Hold()
    {
        var other = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_connection) { Pooling = false }.ToString());
        await other.OpenAsync();
        await using var hold = new NpgsqlCommand("begin; lock table conversation in exclusive mode", other);
        await hold.ExecuteNonQueryAsync();
        return other;
    }

    private static async Task Appended(PostgresStore store, Append append) =>
        Assert.Equal(AppendOutcome.Appended, (await store.Conversations.Append(append)).Outcome);
}
