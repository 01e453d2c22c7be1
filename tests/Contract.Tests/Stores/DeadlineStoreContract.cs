using LiveChat.Contracts.Deadlines;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Deadlines;

namespace LiveChat.Contract.Tests.Stores;

public abstract class DeadlineStoreContract<TStore> : StoreContract<TStore> where TStore : StoreUnderTest, new()
{
    [SkippableFact]
    public async Task A_bound_is_written_with_its_append_and_loaded_with_the_thread()
    {
        var thread = new ThreadScript(1);
        await Appended(thread.Open() with { Deadline = new DeadlineMark(Some.At(9)) });
        Assert.Equal(Some.At(9), (await Store.Conversations.Load(thread.Tenant, thread.Thread))!.DeadlineAt);
        Assert.Equal([Armed(thread, 9)], await Until(thread, 9));
    }

    [SkippableFact]
    public async Task An_append_that_says_nothing_of_the_bound_leaves_it()
    {
        var thread = new ThreadScript(1);
        await Appended(thread.Open() with { Deadline = new DeadlineMark(Some.At(9)) });
        await Appended(thread.Assign());
        await Appended(thread.Receive());
        Assert.Equal([Armed(thread, 9)], await Until(thread, 9));
    }

    [SkippableFact]
    public async Task A_bound_is_cleared_with_an_append()
    {
        var thread = new ThreadScript(1);
        await Appended(thread.Open() with { Deadline = new DeadlineMark(Some.At(9)) });
        await Appended(thread.Close() with { Deadline = new DeadlineMark(null) });
        Assert.Empty(await Until(thread, 100));
        Assert.Null((await Store.Conversations.Load(thread.Tenant, thread.Thread))!.DeadlineAt);
    }

    [SkippableFact]
    public async Task An_append_that_is_refused_leaves_the_bound()
    {
        var thread = new ThreadScript(1);
        await Appended(thread.Open() with { Deadline = new DeadlineMark(Some.At(9)) });
        var late = thread.Receive() with { FirstVersion = 1, Deadline = new DeadlineMark(Some.At(20)) };
        late = late with { Head = late.Head with { Version = late.FirstVersion, FirstVersion = 1 } };
        Assert.Equal(AppendOutcome.Conflict, (await Store.Conversations.Append(late)).Outcome);
        Assert.Equal([Armed(thread, 9)], await Until(thread, 100));
    }

    [SkippableFact]
    public async Task A_bound_is_moved_by_whoever_knows_the_last_version()
    {
        var thread = new ThreadScript(1);
        await Appended(thread.Open() with { Deadline = new DeadlineMark(Some.At(9)) });
        var id = thread.Head.Id;
        Assert.False(await Store.Deadlines.Move(thread.Tenant, id, thread.Head.Version - 1, Some.At(20)));
        Assert.False(await Store.Deadlines.Move(Some.Tenant(2), id, thread.Head.Version, Some.At(20)));
        Assert.False(await Store.Deadlines.Move(
            thread.Tenant, id with { Ordinal = 2 }, thread.Head.Version, Some.At(20)));
        Assert.Equal([Armed(thread, 9)], await Until(thread, 100));

        Assert.True(await Store.Deadlines.Move(thread.Tenant, id, thread.Head.Version, Some.At(20)));
        Assert.Equal([Armed(thread, 20)], await Until(thread, 100));
        Assert.True(await Store.Deadlines.Move(thread.Tenant, id, thread.Head.Version, null));
        Assert.Empty(await Until(thread, 100));
    }

    [SkippableFact]
    public async Task Bounds_come_earliest_first_in_pages_and_only_those_of_the_shard()
    {
        ThreadScript[] threads =
        [
            .. Enumerable.Range(1, 100).Select(it => new ThreadScript(it)),
        ];
        foreach (var thread in threads)
        {
            var minute = 10 + (int)(uint)(thread.Thread.GetHashCode() % 20);
            await Appended(thread.Open() with { Deadline = new DeadlineMark(Some.At(minute)) });
        }

        var found = new List<ArmedDeadline>();
        for (var shard = 0; shard < DeadlineShard.Count; shard++)
        {
            var ofShard = new List<ArmedDeadline>();
            for (ArmedDeadline? after = null; ;)
            {
                var page = await Store.Deadlines.Armed(shard, Some.At(1_000), after, limit: 3);
                ofShard.AddRange(page);
                if (page.Count < 3) break;
                after = page[^1];
            }

            Assert.All(ofShard, it => Assert.Equal(shard, DeadlineShard.Of(it.Conversation.Thread)));
            Assert.Equal(ofShard.OrderBy(it => (it.At, it.Conversation)), ofShard);
            found.AddRange(ofShard);
        }

        Assert.Equal(threads.Select(it => it.Head.Id).Order(), found.Select(it => it.Conversation).Order());
    }

    [SkippableFact]
    public async Task What_is_later_than_asked_for_is_not_given()
    {
        var thread = new ThreadScript(1);
        await Appended(thread.Open() with { Deadline = new DeadlineMark(Some.At(9)) });
        Assert.Empty(await Until(thread, 8));
        Assert.Single(await Until(thread, 9));
    }

    [SkippableFact]
    public async Task Agents_with_slots_are_those_whose_conversations_fill_one()
    {
        Assert.Empty(await Store.Deadlines.AgentsWithSlots());
        foreach (var (number, agent) in new[] { (1, 1), (2, 1), (3, 2), (4, 3) })
        {
            var thread = new ThreadScript(number);
            await Appended(thread.Open());
            await Appended(thread.Assign(agent: agent));
            if (agent == 3) await Appended(thread.Close());
        }

        await Appended(new ThreadScript(5).Open());
        Assert.Equal(
            [(Some.Tenant(), Some.Agent(1)), (Some.Tenant(), Some.Agent(2))], await Store.Deadlines.AgentsWithSlots());
    }

    [SkippableFact]
    public async Task A_review_is_owed_until_it_is_done()
    {
        await Store.OweReview(Some.Tenant(), null);
        await Store.OweReview(Some.Tenant(), Some.Queue());
        var owed = await Store.Deadlines.Reviews(10);
        Assert.Equal(
            [new DeadlineReview(Some.Tenant(), null, 1), new DeadlineReview(Some.Tenant(), Some.Queue(), 1)],
            owed.OrderBy(it => it.Queue is not null));
        Assert.Single(await Store.Deadlines.Reviews(1));
        foreach (var review in owed) await Store.Deadlines.EndReview(review);
        Assert.Empty(await Store.Deadlines.Reviews(10));
    }

    [SkippableFact]
    public async Task A_review_asked_for_anew_while_it_runs_stays_owed()
    {
        await Store.OweReview(Some.Tenant(), Some.Queue());
        var first = Assert.Single(await Store.Deadlines.Reviews(10));
        await Store.OweReview(Some.Tenant(), Some.Queue());
        await Store.Deadlines.EndReview(first);
        Assert.Equal(first with { Number = 2 }, Assert.Single(await Store.Deadlines.Reviews(10)));
    }

    private static ArmedDeadline Armed(ThreadScript thread, int minute) =>
        new(thread.Tenant, thread.Head.Id, Some.At(minute));

    private ValueTask<IReadOnlyList<ArmedDeadline>> Until(ThreadScript thread, int minute) =>
        Store.Deadlines.Armed(DeadlineShard.Of(thread.Thread), Some.At(minute), null, 100);
}

public sealed class DeadlineStoreInMemory : DeadlineStoreContract<MemoryUnderTest>;

public sealed class DeadlineStoreOnSqlite : DeadlineStoreContract<SqliteUnderTest>;

public sealed class DeadlineStoreOnPostgres : DeadlineStoreContract<PostgresUnderTest>;
