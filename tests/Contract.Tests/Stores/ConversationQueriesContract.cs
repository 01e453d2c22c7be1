using LiveChat.Contracts.Conversations;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>What can be found, in which order, and that no tenant finds another's.</summary>
public abstract class ConversationQueriesContract<TStore> : StoreContract<TStore>
    where TStore : StoreUnderTest, new()
{
    [SkippableFact]
    public async Task A_head_is_found_by_id_and_tenant()
    {
        var script = new ThreadScript(1);
        foreach (var step in (Append[])[script.Open(), script.Assign(), script.Close()]) await Appended(step);
        var first = script.Head;
        await Appended(script.Open(10));

        Assert.Equal(first, await Store.Conversations.Head(script.Tenant, first.Id));
        Assert.Equal(script.Head, await Store.Conversations.Head(script.Tenant, script.State.Id));
        Assert.Null(await Store.Conversations.Head(Some.Tenant(2), first.Id));
        Assert.Null(await Store.Conversations.Head(script.Tenant, new ConversationId(script.Thread, 3)));
        Assert.Null(await Store.Conversations.Load(Some.Tenant(2), script.Thread));
    }

    [SkippableFact]
    public async Task Events_are_those_of_their_conversation_in_pages()
    {
        var script = new ThreadScript(1);
        Append[] steps = [script.Open(), script.Assign(), script.Answer(3, "uno"), script.Close()];
        var first = script.State.Id;
        var again = script.Open(10);
        foreach (var step in (Append[])[.. steps, again]) await Appended(step);
        List<ConversationEvent> told = [.. steps.SelectMany(step => step.Events)];

        Assert.Equal(told[..3], await Page(first, 0, 3), SameEvent.Comparer);
        Assert.Equal(told[3..], await Page(first, 4, 100), SameEvent.Comparer);
        Assert.Equal(again.Events, await Page(script.State.Id, 1, 100), SameEvent.Comparer);
        Assert.Empty(await Page(first, told.Count + 1, 100));
        Assert.Empty(await Store.Conversations.Events(Some.Tenant(2), first, 0, 100));
        var versions = await Store.Conversations.Events(script.Tenant, first, 2, 3);
        Assert.Equal([2, 3, 4], versions.Select(it => it.Version));

        async Task<IEnumerable<ConversationEvent>> Page(ConversationId id, long from, int limit) =>
            (await Store.Conversations.Events(script.Tenant, id, from, limit)).Select(it => it.Event);
    }

    [SkippableFact]
    public async Task What_waits_in_a_queue_is_paged_by_id_and_leaves_when_it_is_assigned()
    {
        List<ThreadScript> scripts = [.. Enumerable.Range(1, 7).Select(number => new ThreadScript(number))];
        foreach (var script in Enumerable.Reverse(scripts)) await Appended(script.Open());
        await Appended(new ThreadScript(8).Open(queue: 2));
        await Appended(new ThreadScript(9, tenant: 2).Open());
        await Appended(scripts[2].Assign());
        scripts.RemoveAt(2);

        var first = await Store.Conversations.WaitingIn(Some.Tenant(), Some.Queue(), null, 4);
        var rest = await Store.Conversations.WaitingIn(Some.Tenant(), Some.Queue(), first[^1].Id, 4);
        Assert.Equal(4, first.Count);
        Assert.Equal(scripts.Select(it => it.Head), first.Concat(rest));
    }

    [SkippableFact]
    public async Task Slots_of_an_agent_are_what_it_fills_now()
    {
        ThreadScript kept = new(1), closed = new(2), moved = new(3), foreign = new(4, tenant: 2);
        foreach (var script in (ThreadScript[])[kept, closed, moved, foreign])
        {
            await Appended(script.Open());
            await Appended(script.Assign());
        }

        await Appended(closed.Close());
        await Appended(moved.Transfer());
        Assert.Equal([kept.Head], await Store.Conversations.SlotsOf(Some.Tenant(), Some.Agent()));
        Assert.Equal([kept.Head.Id], await Store.Conversations.SlotIdsOf(Some.Tenant(), Some.Agent()));
        Assert.Empty(await Store.Conversations.SlotIdsOf(Some.Tenant(), Some.Agent(2)));
        Assert.Equal([foreign.Head], await Store.Conversations.SlotsOf(Some.Tenant(2), Some.Agent()));
        Assert.Empty(await Store.Conversations.SlotsOf(Some.Tenant(), Some.Agent(2)));
    }

    [SkippableFact]
    public async Task What_an_agent_handled_is_what_it_has_or_had_last_of_those_opened_since()
    {
        ThreadScript early = new(1), closed = new(2), present = new(3), moved = new(4), foreign = new(5, tenant: 2);
        foreach (var (index, script) in ((ThreadScript[])[early, closed, present, moved, foreign]).Index())
        {
            await Appended(script.Open(index * 10));
            await Appended(script.Assign((index * 10) + 1, agent: script == moved ? 2 : 1));
        }

        await Appended(closed.Close(50));
        await Appended(new ThreadScript(6).Open(60));
        AgentId[] agents = [Some.Agent(2), Some.Agent(), Some.Agent(3)];
        Assert.Equal([1, 2, 0], await Store.Conversations.HandledBy(Some.Tenant(), agents, Some.At(10)));
        Assert.Equal([1, 3, 0], await Store.Conversations.HandledBy(Some.Tenant(), agents, Some.At(0)));
        Assert.Equal([0, 1, 0], await Store.Conversations.HandledBy(Some.Tenant(2), agents, Some.At(0)));
        Assert.Empty(await Store.Conversations.HandledBy(Some.Tenant(), [], Some.At(0)));

        Assert.Equal(3, await Store.Conversations.HandledCount(Some.Tenant(), Some.At(10)));
        Assert.Equal(4, await Store.Conversations.HandledCount(Some.Tenant(), Some.At(0)));
        Assert.Equal(1, await Store.Conversations.HandledCount(Some.Tenant(2), Some.At(0)));
        Assert.Equal(0, await Store.Conversations.HandledCount(Some.Tenant(), Some.At(100)));
    }

    [SkippableFact]
    public async Task A_list_is_newest_first_and_its_pages_have_no_gap_and_no_double()
    {
        // Two of each minute, so that the id decides.
        List<ThreadScript> scripts = [.. Enumerable.Range(1, 20).Select(number => new ThreadScript(number))];
        foreach (var (index, script) in scripts.Index()) await Appended(script.Open(index / 2));
        await Appended(new ThreadScript(99, tenant: 2).Open(3));

        List<ConversationHead> listed = [];
        ListCursor? after = null;
        while (await Store.Conversations.List(Some.Tenant(), new ConversationFilter(), after, 3) is { Count: > 0 } page)
        {
            listed.AddRange(page);
            after = new ListCursor(page[^1].OpenedAt, page[^1].Id);
        }

        Assert.Equal(
            scripts.Select(it => it.Head).OrderByDescending(it => it.OpenedAt).ThenByDescending(it => it.Id), listed);
    }

    [SkippableFact]
    public async Task Every_combination_of_filters_gives_what_passes_all_of_them()
    {
        var heads = await Fill();
        foreach (var filter in Filters())
        {
            var expected = heads.Where(head => Passes(filter, head))
                .OrderByDescending(head => (head.OpenedAt, head.Id)).ToList();
            var listed = await Store.Conversations.List(Some.Tenant(), filter, null, 1000);
            Assert.Equal(expected.Select(it => it.Id), listed.Select(it => it.Id));
            if (expected.Count < 2) continue;

            var cursor = new ListCursor(expected[0].OpenedAt, expected[0].Id);
            var rest = await Store.Conversations.List(Some.Tenant(), filter, cursor, 1);
            Assert.Equal(expected[1], Assert.Single(rest));
        }
    }

    [SkippableFact]
    public async Task Queues_with_waiting_are_named_once()
    {
        Assert.Empty(await Store.Conversations.QueuesWithWaiting());
        await Fill();
        await Appended(new ThreadScript(900, tenant: 2).Open(queue: 7));
        await Appended(new ThreadScript(901, tenant: 2).Open(queue: 7));
        Assert.Equal(
            [(Some.Tenant(), Some.Queue(1)), (Some.Tenant(), Some.Queue(2)), (Some.Tenant(2), Some.Queue(7))],
            await Store.Conversations.QueuesWithWaiting());
    }

    [SkippableFact]
    public async Task Gone_agents_are_found_while_they_fill_slots()
    {
        ThreadScript one = new(1), two = new(2), other = new(3);
        await Appended(one.Open());
        await Appended(two.Open());
        await Appended(one.Assign());
        await Appended(two.Assign(agent: 2));
        Assert.Empty(await Store.Conversations.GoneAgentsWithSlots());

        await Store.Retire(Some.Tenant(), Some.Agent());
        await Store.Retire(Some.Tenant(), Some.Agent(3));
        await Store.Retire(Some.Tenant(2), Some.Agent(2));
        Assert.Equal([(Some.Tenant(), Some.Agent())], await Store.Conversations.GoneAgentsWithSlots());

        await Appended(one.Transfer());
        Assert.Empty(await Store.Conversations.GoneAgentsWithSlots());
        await Store.Retire(Some.Tenant(), Some.Agent(2));
        await Store.Restore(Some.Tenant(), Some.Agent(2));
        await Appended(other.Open());
        Assert.Empty(await Store.Conversations.GoneAgentsWithSlots());
    }

    internal static IEnumerable<ConversationFilter> Filters() =>
        from state in (ConversationState?[])
            [null, ConversationState.Waiting, ConversationState.Assigned, ConversationState.Closed]
        from queue in (QueueId?[])[null, Some.Queue(2)]
        from agent in (AgentId?[])[null, Some.Agent(1)]
        from contact in (string?[])[null, "+34600000002"]
        from span in ((int From, int To)?[])[null, (5, 30)]
        from open in (bool[])[false, true]
        select new ConversationFilter(
            state, queue, agent, contact, span is null ? null : Some.At(span.Value.From),
            span is null ? null : Some.At(span.Value.To), open);

    private static bool Passes(ConversationFilter filter, ConversationHead head) =>
        (filter.State ?? head.State) == head.State
        && (filter.Queue is null || filter.Queue == head.Queue)
        && (filter.Agent is null || filter.Agent == head.Agent)
        && (filter.Contact ?? head.Contact) == head.Contact
        && (filter.From ?? DateTimeOffset.MinValue) <= head.OpenedAt
        && (filter.To ?? DateTimeOffset.MaxValue) > head.OpenedAt
        && (!filter.OpenOnly || head.IsOpen);

    /// <summary>Conversations of one tenant in all states, and the same of another.</summary>
    private async Task<List<ConversationHead>> Fill()
    {
        List<ConversationHead> heads = [];
        for (var number = 1; number <= 48; number++)
        {
            foreach (var tenant in (int[])[1, 3])
            {
                var script = new ThreadScript((tenant * 100) + number, tenant, contact: $"+3460000000{number % 3}");
                await Appended(script.Open(number, queue: 1 + (number / 4 % 2)));
                if (number % 4 > 0) await Appended(script.Assign(number + 1, agent: 1 + (number % 5)));
                if (number % 4 > 1) await Appended(script.Close(number + 2));
                if (tenant == 1) heads.Add(script.Head);
                else if (!script.State.IsOpen) continue;
                else if (script.State.State == ConversationState.Waiting) await Appended(script.Close(number + 2));
            }
        }

        return heads;
    }
}

public sealed class ConversationQueriesInMemory : ConversationQueriesContract<MemoryUnderTest>;

public sealed class ConversationQueriesOnSqlite : ConversationQueriesContract<SqliteUnderTest>;

public sealed class ConversationQueriesOnPostgres : ConversationQueriesContract<PostgresUnderTest>;
