using LiveChat.Storage;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Outbox;
using Npgsql;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>A lock held for too long, too many writers, a member's fault, a silent process, a stop.</summary>
public sealed class PostgresFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan _ample = TimeSpan.FromMinutes(1);

    private readonly PostgresUnderTest _store = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _store.Close();

    [SkippableFact]
    public async Task A_lock_that_is_held_for_too_long_refuses_writes_serves_reads_and_recovers()
    {
        await _store.Open(static it => it with { LockWaitMax = TimeSpan.FromMilliseconds(50) });
        var script = new ThreadScript(1);
        await Appended(script.Open());
        var receive = script.Receive();
        await using (await Hold("conversation", "agent", "outbox", "installation"))
        {
            await Unavailable(async () => await _store.Conversations.Append(receive));
            await Unavailable(async () => await _store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent()));
            await Unavailable(async () => await _store.Outbox.Record(
                [new DeliveryUpdate(Some.Tenant(), new(Some.Thread(), 1), null, null, Some.At(1))]));
            await Unavailable(async () => await _store.Installation.Set("x", new byte[] { 1 }));
            await Unavailable(() => _store.Retire(Some.Tenant(), Some.Agent()));
            Assert.False(_store.Postgres.Health.Last.Serves);
            Assert.False((await _store.Postgres.Health.Check()).Serves);
            Assert.Equal(3, (await _store.Conversations.Load(script.Tenant, script.Thread))!.Events.Count);
        }

        Assert.True((await _store.Postgres.Health.Check()).Serves);
        await Appended(receive);
    }

    [SkippableFact]
    public async Task A_fault_in_one_member_of_a_batch_is_not_the_others()
    {
        await _store.Open(static it => it with { Lanes = 1, LockWaitMax = _ample });
        List<Task<AppendResult>> others = [];
        Task faulty;
        await using (await Hold("conversation"))
        {
            for (var number = 1; number <= 10; number++)
                others.Add(_store.Conversations.Append(new ThreadScript(number).Open()).AsTask());
            // What no edge lets through: the database cannot keep this character.
            faulty = _store.Conversations.Append(new ThreadScript(99, contact: "+34\0").Open()).AsTask();
            for (var number = 11; number <= 20; number++)
                others.Add(_store.Conversations.Append(new ThreadScript(number).Open()).AsTask());
        }

        await Assert.ThrowsAsync<PostgresException>(() => faulty);
        Assert.All(await Task.WhenAll(others), it => Assert.Equal(AppendOutcome.Appended, it.Outcome));
        Assert.True(_store.Postgres.Health.Last.Serves);
        Assert.Equal(20L, await _store.Run("select count(*) from conversation"));
    }

    [SkippableFact]
    public async Task A_process_that_falls_silent_in_a_transaction_does_not_hold_up_the_others()
    {
        await _store.Open(static it => it with { LockWaitMax = _ample });
        var script = new ThreadScript(1);
        await Appended(script.Open());
        // As this program connects.
        await using var silent = Storage.Postgres.Raw.PostgresSource.Create(
            _store.Options with { SilenceMax = TimeSpan.FromMilliseconds(100) });
        await using var connection = await silent.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var update = new NpgsqlCommand("update conversation set version = 77", connection))
            await update.ExecuteNonQueryAsync();
        await Appended(script.Receive());
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => transaction.CommitAsync());
        Assert.Equal(script.Head, (await _store.Conversations.Load(script.Tenant, script.Thread))!.Head);
    }

    [SkippableFact]
    public async Task A_stop_writes_what_was_handed_in_and_then_serves_nothing()
    {
        await _store.Open();
        var scripts = Enumerable.Range(1, 300).Select(number => new ThreadScript(number)).ToList();
        var appends = scripts.Select(it => _store.Conversations.Append(it.Open()).AsTask()).ToList();
        var stopped = _store.Postgres;
        await stopped.DisposeAsync();

        Assert.All(await Task.WhenAll(appends), it => Assert.Equal(AppendOutcome.Appended, it.Outcome));
        await Unavailable(async () => await stopped.Conversations.Append(new ThreadScript(999).Open()));
        await Unavailable(async () => await stopped.Agents.RaiseEpoch(Some.Tenant(), Some.Agent()));
        await Unavailable(async () => await stopped.Conversations.Load(Some.Tenant(), Some.Thread()));
        await Unavailable(async () => await stopped.Installation.Set("x", new byte[] { 1 }));
        Assert.False((await stopped.Health.Check()).Serves);

        await _store.Open();
        foreach (var script in scripts)
            Assert.Equal(script.Head, (await _store.Conversations.Load(script.Tenant, script.Thread))!.Head);
    }

    private async Task<NpgsqlConnection> Hold(params string[] tables)
    {
        var other = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_store.Options.ConnectionString) { Pooling = false }.ToString());
        await other.OpenAsync();
        await using var hold = new NpgsqlCommand(
            $"begin; lock table {string.Join(", ", tables)} in exclusive mode", other);
        await hold.ExecuteNonQueryAsync();
        return other;
    }

    private async Task Appended(Append append) =>
        Assert.Equal(AppendOutcome.Appended, (await _store.Conversations.Append(append)).Outcome);

    private static Task Unavailable(Func<Task> act) => Assert.ThrowsAsync<StoreUnavailableException>(act);
}
