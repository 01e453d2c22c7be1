using LiveChat.Contracts.Outbox;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Outside;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Postgres;
using Npgsql;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>
/// Processes that write the same rows at the same time. In most of these tests the other one has written and not yet
/// committed; the append waits for it, and then sees it.
/// </summary>
public sealed class PostgresRaceTests : IAsyncLifetime
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly PostgresUnderTest _store = new();

    public Task InitializeAsync() => _store.Open(static it => it with { LockWaitMax = _patience });

    public Task DisposeAsync() => _store.Close();

    [SkippableFact]
    public async Task A_session_that_another_process_begins_is_seen_by_who_appends_to_the_one_before()
    {
        var script = new ThreadScript(1);
        await Appended(script.Open());
        await Appended(script.Close());
        var late = script.Step(null, null, new ContactUnblocked(Some.At(9), By.System));
        var result = await Against(
            $"""
            select from conversation where thread = {Sql(script.Thread.Value)} for no key update;
            insert into conversation (thread, ordinal, tenant, version, first_version, state_version, state, sender,
                sender_address, channel, contact, admitted, priority, opened_at, close_reason)
            select thread, 2, tenant, version + 1, version + 1, version + 1, 2, sender, sender_address, channel,
                contact, 1, 0, opened_at, 0 from conversation
            """,
            late);
        Assert.Equal(AppendOutcome.Conflict, result.Outcome);
    }

    [SkippableFact]
    public async Task A_thread_that_another_process_begins_is_begun_once()
    {
        await Appended(new ThreadScript(2).Open());
        var result = await Against(
            $"""
            insert into conversation (thread, ordinal, tenant, version, first_version, state_version, state, sender,
                sender_address, channel, contact, admitted, priority, opened_at, close_reason)
            select {Sql(Some.Thread().Value)}, 1, tenant, version, first_version, state_version, state, sender,
                sender_address, channel, contact, 1, 0, opened_at, 0 from conversation
            """,
            new ThreadScript(1).Open());
        Assert.Equal(AppendOutcome.Conflict, result.Outcome);
    }

    [SkippableTheory]
    [InlineData("commit", AppendOutcome.Duplicate)]
    [InlineData("rollback", AppendOutcome.Appended)]
    public async Task A_key_that_another_process_is_writing_decides_when_that_one_ends(
        string end, AppendOutcome expected)
    {
        var result = await Against(
            $"""
            insert into seen values ({Sql(Some.Tenant().Value)}, {Sql(Some.Key().Value)},
                {Sql(Some.Thread(7).Value)}, 3, 41, 5)
            """,
            new ThreadScript(1).Open(seen: Some.Key()), end);
        Assert.Equal(expected, result.Outcome);
        if (result.First is { } first)
            Assert.Equal((new ConversationId(Some.Thread(7), 3), 41L), (first.Conversation, first.Version));
        Assert.Equal(
            expected == AppendOutcome.Appended,
            await _store.Conversations.Load(Some.Tenant(), Some.Thread()) is not null);
    }

    [SkippableFact]
    public async Task An_epoch_that_another_process_is_raising_fences()
    {
        var script = new ThreadScript(1);
        await Appended(script.Open());
        var epoch = (await _store.Agents.RaiseEpoch(script.Tenant, Some.Agent())).Epoch;
        var result = await Against("update agent set epoch = epoch + 1", script.Assign(epoch: epoch));
        Assert.Equal(AppendOutcome.Fenced, result.Outcome);
    }

    [SkippableFact]
    public async Task A_message_appended_while_the_last_queued_one_leaves_becomes_the_first()
    {
        var script = new ThreadScript(1);
        foreach (var step in (Append[])[script.Open(), script.Assign(), script.Answer(3, "uno")]) await Appended(step);
        var result = await Against("update outbox set state = 2, due_at = null", script.Answer(4, "dos"));
        Assert.Equal(AppendOutcome.Appended, result.Outcome);
        Assert.Equal("dos", Assert.Single(await _store.Outbox.Due(Some.Sender(), Some.At(60), 10)).Text);
    }

    [SkippableFact]
    public async Task A_message_appended_while_an_earlier_one_is_put_back_stays_behind_it()
    {
        var script = new ThreadScript(1);
        foreach (var step in (Append[])[script.Open(), script.Assign(), script.Answer(3, "uno")]) await Appended(step);
        var first = Assert.Single(await _store.Outbox.Due(Some.Sender(), Some.At(60), 10));
        await _store.Outbox.Record([new(script.Tenant, first.Id, null, "410", Some.At(5), DeadLetter: true)]);
        var answer = script.Answer(4, "dos");
        var result = await Against(
            "select from conversation for no key update; "
            + "update outbox set state = 1, due_at = next_attempt_at, dead_letter = 0",
            answer);
        Assert.Equal(AppendOutcome.Appended, result.Outcome);
        Assert.Equal("uno", Assert.Single(await _store.Outbox.Due(Some.Sender(), Some.At(60), 10)).Text);
    }

    [SkippableFact]
    public async Task Of_two_processes_that_append_the_same_one_wins_each_time()
    {
        await using var other = await PostgresUnderTest.OpenAnother(_store.Options);
        const int threads = 40;
        await Task.WhenAll(Both().SelectMany(store => Enumerable.Range(1, threads).Select(async number =>
        {
            // Both tell the same story; who comes second takes it up where the other stands.
            var script = new ThreadScript(number);
            foreach (var step in (Func<Append>[])
            [
                () => script.Open(seen: Some.Key(number)), () => script.Receive(), () => script.Close(),
                () => script.Open(10), () => script.Receive(11),
            ])
            {
                var outcome = (await store.Conversations.Append(step())).Outcome;
                Assert.True(outcome is AppendOutcome.Appended or AppendOutcome.Conflict or AppendOutcome.Duplicate);
            }
        })));
        Assert.Equal((long)threads, await _store.Run("select count(*) from seen"));
        Assert.Equal(2L * threads, await _store.Run("select count(*) from conversation"));
        Assert.Equal(
            0L, await _store.Run("select count(*) from (select from event e join conversation c "
                + "on c.number = e.conversation group by c.thread, e.version having count(*) > 1) twice"));
        Assert.Equal(
            0L, await _store.Run("select count(*) from conversation c where c.version - c.first_version + 1 <> "
                + "(select count(*) from event e where e.conversation = c.number)"));

        IEnumerable<PostgresStore> Both() => [_store.Postgres, other];
    }

    [SkippableFact]
    public async Task While_messages_come_and_go_in_two_processes_the_first_of_each_thread_is_always_due()
    {
        await using var other = await PostgresUnderTest.OpenAnother(_store.Options);
        var scripts = Enumerable.Range(1, 12).Select(number => new ThreadScript(number)).ToList();
        foreach (var script in scripts)
        {
            await Appended(script.Open());
            await Appended(script.Assign());
        }

        var appending = Task.WhenAll(scripts.Select(async script =>
        {
            for (var i = 0; i < 15; i++) await Appended(script.Answer(3, $"{i}"));
        }));
        var sent = 0;
        List<MessageId> order = [];
        while (sent < scripts.Count * 15)
        {
            var allAreThere = appending.IsCompleted;
            var due = await other.Outbox.Due(Some.Sender(), Some.At(60), 1000);
            if (due is [] && allAreThere)
                Assert.Equal(scripts.Count * 15, sent);
            await other.Outbox.Record(
                [.. due.Select(it => new Storage.Outbox.DeliveryUpdate(
                    it.Tenant, it.Id, DeliveryState.Sent, null, Some.At(6)))]);
            order.AddRange(due.Select(it => it.Id));
            sent += due.Count;
        }

        await appending;
        Assert.All(
            order.GroupBy(it => it.Thread),
            it => Assert.Equal(it.Select(id => id.Version).Order(), it.Select(id => id.Version)));
    }

    /// <summary>An append whose rows another transaction has written; it ends when the append waits for it.</summary>
    private async Task<AppendResult> Against(string sql, Append append, string end = "commit")
    {
        await using var other = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_store.Options.ConnectionString) { Pooling = false }.ToString());
        await other.OpenAsync();
        await Execute(other, $"begin; {sql}");
        var appending = _store.Conversations.Append(append).AsTask();
        await Poll.Until(
            "the append waits for the other", _patience,
            async () => await _store.Run(
                "select count(*) from pg_stat_activity where datname = current_database() "
                + "and wait_event_type = 'Lock'") is not 0L);
        Assert.False(appending.IsCompleted);
        await Execute(other, end);
        return await appending;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task Appended(Append append) =>
        Assert.Equal(AppendOutcome.Appended, (await _store.Conversations.Append(append)).Outcome);

    private static string Sql(Guid id) => $"'{id}'::uuid";
}
