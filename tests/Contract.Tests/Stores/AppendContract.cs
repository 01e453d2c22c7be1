using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>What an append promises: everything of it or nothing, and each decided for itself.</summary>
public abstract class AppendContract<TStore> : StoreContract<TStore> where TStore : StoreUnderTest, new()
{
    [SkippableFact]
    public async Task What_was_appended_is_loaded_as_it_was()
    {
        var script = new ThreadScript(1);
        List<ConversationEvent> all = [];
        Append[] steps =
        [
            script.Open(), script.Receive(), script.Admit(), script.Assign(), script.Answer(3, "uno", "dos"),
            script.Transfer(), script.Assign(5, agent: 2), script.Close(6),
        ];
        foreach (var step in steps)
        {
            await Appended(step);
            all.AddRange(step.Events);
            var loaded = await Store.Conversations.Load(script.Tenant, script.Thread);
            Assert.Equal(step.Head, loaded!.Head);
            Assert.Equal(all, loaded.Events, SameEvent.Comparer);
        }
    }

    [SkippableFact]
    public async Task Only_the_present_session_is_loaded()
    {
        var script = new ThreadScript(1);
        foreach (var step in (Append[])[script.Open(), script.Assign(), script.Close()]) await Appended(step);
        var second = script.Open(10, previousAgent: 1);
        await Appended(second);

        var loaded = await Store.Conversations.Load(script.Tenant, script.Thread);
        Assert.Equal(2, loaded!.Head.Id.Ordinal);
        Assert.Equal(second.Events, loaded.Events, SameEvent.Comparer);
    }

    [SkippableFact]
    public async Task What_a_conversation_bears_is_kept_with_it_whether_or_not_its_state_moves()
    {
        var script = new ThreadScript(1);
        await Appended(script.Open());
        await Appended(script.Step(
            null, null, new Labelled(Some.At(1), By.System, LabelSet.Of([Some.Label(2), Some.Label()])),
            new MarkedImportant(Some.At(1), By.System, true), new OptedOut(Some.At(1), By.Contact)));
        Assert.Equal(script.Head, await Store.Conversations.Head(script.Tenant, script.Head.Id));
        await Appended(script.Step(
            null, null, new OptedIn(Some.At(2), By.Contact), new ContactBlocked(Some.At(2), By.System),
            new Closed(Some.At(2), By.System, CloseReason.Supervisor)));
        var head = await Store.Conversations.Head(script.Tenant, script.Head.Id);
        Assert.Equal(script.Head, head);
        Assert.Equal((true, false, true), (head!.Important, head.OptedOut, head.Blocked));
        Assert.Equal([Some.Label(), Some.Label(2)], head.Labels.Ids.ToArray());
        await Appended(script.Step(
            null, null, new ContactUnblocked(Some.At(3), By.System), new Labelled(Some.At(3), By.System, default)));
        Assert.Equal(script.Head, await Store.Conversations.Head(script.Tenant, script.Head.Id));
    }

    [SkippableFact]
    public async Task An_unknown_thread_is_null() =>
        Assert.Null(await Store.Conversations.Load(Some.Tenant(), Some.Thread()));

    [SkippableFact]
    public async Task A_version_that_is_taken_conflicts_and_nothing_is_written()
    {
        var script = new ThreadScript(1);
        await Appended(script.Open());
        var stale = new ThreadScript(1);
        stale.Open();
        await Appended(script.Receive());

        var late = await Store.Conversations.Append(stale.Receive(1, "late", Some.Key(9)));
        Assert.Equal(AppendOutcome.Conflict, late.Outcome);
        Assert.Equal(script.Head, (await Store.Conversations.Load(script.Tenant, script.Thread))!.Head);
        Assert.Null(await Store.Conversations.FindSeen(script.Tenant, Some.Key(9)));
    }

    [SkippableFact]
    public async Task A_version_that_leaves_a_gap_conflicts()
    {
        var script = new ThreadScript(1);
        script.Open();
        Assert.Equal(AppendOutcome.Conflict, (await Store.Conversations.Append(script.Receive())).Outcome);
        Assert.Null(await Store.Conversations.Load(script.Tenant, script.Thread));
    }

    [SkippableFact]
    public async Task A_thread_belongs_to_its_first_tenant()
    {
        var own = new ThreadScript(1);
        await Appended(own.Open());
        var foreign = new ThreadScript(1, tenant: 2);
        foreign.Open();

        Assert.Equal(AppendOutcome.Conflict, (await Store.Conversations.Append(foreign.Receive())).Outcome);
        Assert.Equal(AppendOutcome.Conflict, (await Store.Conversations.Append(foreign.Close())).Outcome);
        Assert.Null(await Store.Conversations.Load(foreign.Tenant, foreign.Thread));
    }

    [SkippableFact]
    public async Task A_seen_key_gives_the_first_answer_for_ever_whatever_the_version()
    {
        var script = new ThreadScript(1);
        await Appended(script.Open(seen: Some.Key()));
        var first = new SeenAnswer(script.State.Id, 1, Some.At(0));
        var stale = new ThreadScript(1);
        Assert.Equal(
            new AppendResult(AppendOutcome.Duplicate, first),
            await Store.Conversations.Append(stale.Open(1, seen: Some.Key())));

        foreach (var step in (Append[])[script.Assign(), script.Close()]) await Appended(step);
        var before = script.Head;
        Assert.Equal(
            new AppendResult(AppendOutcome.Duplicate, first),
            await Store.Conversations.Append(script.Open(9, seen: Some.Key())));
        Assert.Equal(first, await Store.Conversations.FindSeen(script.Tenant, Some.Key()));
        Assert.Equal(before, (await Store.Conversations.Load(script.Tenant, script.Thread))!.Head);
    }

    [SkippableFact]
    public async Task Tenants_do_not_share_seen_keys()
    {
        await Appended(new ThreadScript(1).Open(seen: Some.Key()));
        Assert.Null(await Store.Conversations.FindSeen(Some.Tenant(2), Some.Key()));
        await Appended(new ThreadScript(2, tenant: 2).Open(seen: Some.Key()));
    }

    [SkippableFact]
    public async Task An_epoch_that_moved_on_fences()
    {
        var script = new ThreadScript(1);
        await Appended(script.Open());
        var row = await Store.Agents.RaiseEpoch(script.Tenant, Some.Agent());
        await Store.Agents.RaiseEpoch(script.Tenant, Some.Agent());
        var before = script.Head;

        Assert.Equal(AppendOutcome.Fenced, (await Store.Conversations.Append(script.Assign(2, 1, row.Epoch))).Outcome);
        Assert.Equal(before, (await Store.Conversations.Load(script.Tenant, script.Thread))!.Head);
    }

    [SkippableFact]
    public async Task The_present_epoch_does_not_fence()
    {
        var script = new ThreadScript(1);
        await Appended(script.Open());
        var row = await Store.Agents.RaiseEpoch(script.Tenant, Some.Agent());
        await Appended(script.Assign(2, 1, row.Epoch));
    }

    [SkippableFact]
    public async Task Retiring_an_agent_fences_what_was_reserved_before()
    {
        var script = new ThreadScript(1);
        await Appended(script.Open());
        var row = await Store.Agents.RaiseEpoch(script.Tenant, Some.Agent());
        await Store.Retire(script.Tenant, Some.Agent());
        Assert.Equal(AppendOutcome.Fenced, (await Store.Conversations.Append(script.Assign(2, 1, row.Epoch))).Outcome);
    }

    [SkippableFact]
    public async Task What_a_queue_decided_under_a_former_epoch_is_fenced()
    {
        var script = new ThreadScript(1);
        await Appended(script.Open());
        Assert.Equal(1, await Store.Queues.RaiseEpoch(script.Tenant, Some.Queue()));
        Assert.Equal(2, await Store.Queues.RaiseEpoch(script.Tenant, Some.Queue()));
        Assert.Equal(1, await Store.Queues.RaiseEpoch(Some.Tenant(2), Some.Queue()));
        Assert.Equal(1, await Store.Queues.RaiseEpoch(script.Tenant, Some.Queue(2)));
        var before = script.Head;

        Assert.Equal(AppendOutcome.Fenced, (await Store.Conversations.Append(script.Admit(2, epoch: 1))).Outcome);
        Assert.Equal(before, (await Store.Conversations.Load(script.Tenant, script.Thread))!.Head);
    }

    [SkippableFact]
    public async Task What_a_queue_decides_under_its_present_epoch_or_without_any_is_not_fenced()
    {
        var unknown = new ThreadScript(1);
        await Appended(unknown.Open());
        await Appended(unknown.Admit(2, epoch: 0));
        var script = new ThreadScript(2);
        await Appended(script.Open());
        await Appended(script.Admit(2, await Store.Queues.RaiseEpoch(script.Tenant, Some.Queue())));
    }

    [SkippableFact]
    public async Task Writes_take_effect_in_the_order_in_which_they_were_handed_in()
    {
        List<ThreadScript> scripts = [.. Enumerable.Range(1, 40).Select(number => new ThreadScript(number))];
        foreach (var script in scripts) await Appended(script.Open());
        var epoch = (await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent())).Epoch;

        var before = scripts[..20].Select(it => Store.Conversations.Append(it.Assign(2, 1, epoch)).AsTask()).ToList();
        var raise = Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent()).AsTask();
        var after = scripts[20..].Select(it => Store.Conversations.Append(it.Assign(2, 1, epoch)).AsTask()).ToList();

        Assert.All(await Task.WhenAll(before), it => Assert.Equal(AppendOutcome.Appended, it.Outcome));
        Assert.Equal(epoch + 1, (await raise).Epoch);
        Assert.All(await Task.WhenAll(after), it => Assert.Equal(AppendOutcome.Fenced, it.Outcome));
    }

    [SkippableFact]
    public async Task Losers_of_a_batch_do_not_disturb_the_others()
    {
        var fenced = new ThreadScript(500);
        await Appended(fenced.Open(seen: Some.Key(500)));
        await Store.Agents.RaiseEpoch(Some.Tenant(), Some.Agent());
        var appends = Enumerable.Range(1, 60).Select(number => (number % 4) switch
        {
            0 => (new ThreadScript(500).Open(), AppendOutcome.Conflict),
            1 => (new ThreadScript(number).Open(seen: Some.Key(500)), AppendOutcome.Duplicate),
            2 => (fenced.Assign(), AppendOutcome.Fenced),
            _ => (new ThreadScript(number).Open(seen: Some.Key(number)), AppendOutcome.Appended),
        }).ToList();
        // The fenced ones are made from one state: each must stand after the opening.
        appends = [.. appends.Select(it => it.Item2 == AppendOutcome.Fenced
            ? (it.Item1 with { FirstVersion = 4, Head = it.Item1.Head with { Version = 4 } }, it.Item2)
            : it)];

        var results = await Task.WhenAll(appends.Select(it => Store.Conversations.Append(it.Item1).AsTask()));
        Assert.Equal(appends.Select(it => it.Item2), results.Select(it => it.Outcome));
        for (var number = 1; number <= 60; number++)
        {
            var loaded = await Store.Conversations.Load(Some.Tenant(), Some.Thread(number));
            Assert.Equal(number % 4 == 3, loaded is not null);
        }
    }

    [SkippableFact]
    public async Task Of_many_that_want_the_same_version_at_once_one_wins()
    {
        var script = new ThreadScript(1);
        await Appended(script.Open());
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(() =>
        {
            var mine = new ThreadScript(1);
            mine.Open();
            return Store.Conversations.Append(mine.Receive(1, $"{number}")).AsTask();
        })));
        Assert.Single(results, it => it.Outcome == AppendOutcome.Appended);
        Assert.Equal(49, results.Count(it => it.Outcome == AppendOutcome.Conflict));
        Assert.Equal(4, (await Store.Conversations.Load(script.Tenant, script.Thread))!.Events.Count);
    }

    [SkippableFact]
    public async Task Of_many_that_bring_the_same_key_at_once_one_wins_and_all_get_its_answer()
    {
        var results = await Task.WhenAll(Enumerable.Range(1, 50).Select(number => Task.Run(
            () => Store.Conversations.Append(new ThreadScript(number).Open(seen: Some.Key())).AsTask())));
        Assert.Single(results, it => it.Outcome == AppendOutcome.Appended);
        var first = await Store.Conversations.FindSeen(Some.Tenant(), Some.Key());
        Assert.All(
            results.Where(it => it.Outcome != AppendOutcome.Appended),
            it => Assert.Equal(new AppendResult(AppendOutcome.Duplicate, first), it));
    }

    [SkippableFact]
    public async Task An_append_that_contradicts_itself_is_a_bug_of_the_caller()
    {
        var good = new ThreadScript(1).Open();
        Append[] bad =
        [
            good with { Events = [] }, good with { FirstVersion = 0 }, good with { FirstVersion = 2 },
            good with { Tenant = Some.Tenant(2) }, good with { Thread = Some.Thread(2) },
        ];
        foreach (var append in bad)
            await Assert.ThrowsAsync<ArgumentException>(async () => await Store.Conversations.Append(append));
    }

    [SkippableFact]
    public async Task An_mt_that_is_not_its_event_is_a_bug_of_the_caller()
    {
        var script = new ThreadScript(1);
        await Appended(script.Open());
        var good = script.Answer(1, "text");
        foreach (var bad in (LiveChat.Contracts.Outbox.OutboxMessage[])
        [
            good.Outbox[0] with { Text = "another" },
            good.Outbox[0] with { Id = new MessageId(script.Thread, 3) },
            good.Outbox[0] with { Tenant = Some.Tenant(2) },
            good.Outbox[0] with { To = "+1" },
        ])
        {
            await Assert.ThrowsAsync<ArgumentException>(
                async () => await Store.Conversations.Append(good with { Outbox = [bad] }));
        }
    }
}

public sealed class AppendInMemory : AppendContract<MemoryUnderTest>;

public sealed class AppendOnSqlite : AppendContract<SqliteUnderTest>;

public sealed class AppendOnPostgres : AppendContract<PostgresUnderTest>;
