using LiveChat.Storage;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Outbox;
using LiveChat.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>A full disk, a locked file, too many writers, a stop: said clearly, and nothing is half-written.</summary>
public sealed class SqliteFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Ample = TimeSpan.FromMinutes(1);

    private readonly SqliteUnderTest _store = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _store.Close();

    [Fact]
    public async Task A_locked_file_refuses_writes_serves_reads_and_recovers()
    {
        await _store.Open(Options with { LockWaitMax = TimeSpan.FromMilliseconds(100) });
        var script = new ThreadScript(1);
        await Appended(script.Open());
        var receive = script.Receive();
        using (var other = _store.Connect())
        {
            using var held = Hold(other);
            await Unavailable(async () => await _store.Conversations.Append(receive));
            await Unavailable(async () => await _store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent()));
            await Unavailable(async () => await _store.Outbox.Record(
                [new DeliveryUpdate(Some.Tenant(), new(Some.Thread(), 1), null, null, Some.At(1))]));
            await Unavailable(async () => await _store.Installation.Set("x", new byte[] { 1 }));
            await Unavailable(() => _store.Retire(Some.Tenant(), Some.Agent()));
            Assert.False(_store.Sqlite.Health.Last.Serves);
            Assert.False((await _store.Sqlite.Health.Check()).Serves);
            Assert.Equal(3, (await _store.Conversations.Load(script.Tenant, script.Thread))!.Events.Count);
        }

        Assert.True((await _store.Sqlite.Health.Check()).Serves);
        await Appended(receive);
        Assert.True(_store.Sqlite.Health.Last.Serves);
    }

    [Fact]
    public async Task A_full_database_refuses_writes_leaves_no_part_of_them_and_recovers()
    {
        await _store.Open();
        await LimitPages(Convert.ToInt64(_store.Run("pragma page_count"), null) + 12);
        List<ThreadScript> kept = [];
        ThreadScript? refused = null;
        for (var number = 1; refused is null && number <= 5000; number++)
        {
            var script = new ThreadScript(number);
            try
            {
                await Appended(script.Open(seen: Some.Key(number)));
                kept.Add(script);
            }
            catch (StoreUnavailableException)
            {
                refused = script;
            }
        }

        Assert.NotNull(refused);
        Assert.NotEmpty(kept);
        Assert.False(_store.Sqlite.Health.Last.Serves);
        Assert.False((await _store.Sqlite.Health.Check()).Serves);
        Assert.Null(await _store.Conversations.Load(refused.Tenant, refused.Thread));
        Assert.Equal(
            0L, _store.Run("select count(*) from event where conversation not in (select number from conversation)"));
        foreach (var script in kept)
            Assert.Equal(script.Head, (await _store.Conversations.Load(script.Tenant, script.Thread))!.Head);

        await LimitPages(1_000_000);
        Assert.True((await _store.Sqlite.Health.Check()).Serves);
        await Appended(new ThreadScript(kept.Count + 1).Open());
    }

    [Fact]
    public async Task A_fault_in_one_member_of_a_batch_is_not_the_others()
    {
        await _store.Open(Options with { LockWaitMax = Ample });
        List<Task<AppendResult>> others = [];
        Task faulty;
        using (var other = _store.Connect())
        {
            using var held = Hold(other);
            for (var number = 1; number <= 10; number++)
                others.Add(_store.Conversations.Append(new ThreadScript(number).Open()).AsTask());
            faulty = _store.Installation.GetOrCreate("x", () => throw new InvalidTimeZoneException()).AsTask();
            for (var number = 11; number <= 20; number++)
                others.Add(_store.Conversations.Append(new ThreadScript(number).Open()).AsTask());
        }

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => faulty);
        Assert.All(await Task.WhenAll(others), it => Assert.Equal(AppendOutcome.Appended, it.Outcome));
        Assert.True(_store.Sqlite.Health.Last.Serves);
    }

    [Fact]
    public async Task A_stop_writes_what_was_handed_in_and_then_serves_nothing()
    {
        await _store.Open();
        var scripts = Enumerable.Range(1, 300).Select(number => new ThreadScript(number)).ToList();
        var appends = scripts.Select(it => _store.Conversations.Append(it.Open()).AsTask()).ToList();
        var stopped = _store.Sqlite;
        await stopped.DisposeAsync();

        Assert.All(await Task.WhenAll(appends), it => Assert.Equal(AppendOutcome.Appended, it.Outcome));
        await Unavailable(async () => await stopped.Conversations.Append(new ThreadScript(999).Open()));
        await Unavailable(async () => await stopped.Agents.RaiseEpoch(Some.Tenant(), Some.Agent()));
        await Unavailable(async () => await stopped.Conversations.Load(Some.Tenant(), Some.Thread()));
        await Unavailable(async () => await stopped.Administration.Read((_, _) => Task.FromResult(0)));
        Assert.False((await stopped.Health.Check()).Serves);

        await _store.Open();
        foreach (var script in scripts)
            Assert.Equal(script.Head, (await _store.Conversations.Load(script.Tenant, script.Thread))!.Head);
    }

    [Fact]
    public async Task A_restart_finds_everything_as_it_was()
    {
        await _store.Open();
        var script = new ThreadScript(1);
        foreach (var step in (Append[])[script.Open(seen: Some.Key()), script.Assign(), script.Answer(3, "uno", "dos")])
            await Appended(step);
        await _store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent());
        var before = await _store.Conversations.Load(script.Tenant, script.Thread);
        var due = await _store.Outbox.Due(Some.Sender(), Some.At(9), 10);

        await _store.Reopen();
        var after = await _store.Conversations.Load(script.Tenant, script.Thread);
        Assert.Equal(before!.Head, after!.Head);
        Assert.Equal(before.Events, after.Events, SameEvent.Comparer);
        Assert.Equal([script.Head], await _store.Conversations.SlotsOf(Some.Tenant(), Some.Agent()));
        Assert.Equal(due, await _store.Outbox.Due(Some.Sender(), Some.At(9), 10));
        Assert.Equal(2, (await _store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent())).Epoch);
        Assert.Equal(
            AppendOutcome.Duplicate,
            (await _store.Conversations.Append(new ThreadScript(2).Open(seen: Some.Key()))).Outcome);
    }

    private SqliteOptions Options => new(_store.File);

    private static SqliteTransaction Hold(SqliteConnection connection) => connection.BeginTransaction();

    private static Task Unavailable(Func<Task> act) => Assert.ThrowsAsync<StoreUnavailableException>(act);

    private async Task Appended(Append append) =>
        Assert.Equal(AppendOutcome.Appended, (await _store.Conversations.Append(append)).Outcome);

    /// <summary>On the writer's own connection, whose limit it is.</summary>
    private async Task LimitPages(long pages) => await _store.Sqlite.Administration.Write(
        async (context, cancel) =>
        {
#pragma warning disable EF1002 // A number of the test's own.
            await context.Database.ExecuteSqlRawAsync($"pragma max_page_count = {pages}", cancel);
#pragma warning restore EF1002
            return 0;
        });
}
