using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Outbox;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>The way of MT: order within a thread, leases, states that only move forward, dead letters.</summary>
public abstract class OutboxStoreContract<TStore> : StoreContract<TStore> where TStore : StoreUnderTest, new()
{
    private static readonly DateTimeOffset Later = Some.At(60);

    [SkippableFact]
    public async Task A_message_is_handed_out_as_it_was_appended()
    {
        var (_, messages) = await Sent(1, "¿qué tal? 👋");
        Assert.Equal(messages, await Due());
    }

    [SkippableFact]
    public async Task Of_a_thread_only_the_first_queued_is_due_until_it_has_left()
    {
        var (script, messages) = await Sent(1, "uno", "dos");
        await Appended(script.Answer(4, "tres"));
        Assert.Equal([messages[0]], await Due());
        Assert.Equal([messages[0]], await Due());

        await Record(messages[0], DeliveryState.Sent);
        Assert.Equal([messages[1]], await Due());
        await Record(messages[1], DeliveryState.Failed);
        Assert.Equal("tres", Assert.Single(await Due()).Text);
    }

    [SkippableFact]
    public async Task Threads_do_not_wait_for_one_another_and_the_longest_due_comes_first()
    {
        var (_, second) = await Sent(2, "b");
        var (_, first) = await Sent(1, "a");
        var late = new ThreadScript(3);
        foreach (var step in (Append[])[late.Open(), late.Assign(), late.Answer(30, "c")]) await Appended(step);

        Assert.Equal(["a", "b", "c"], (await Due()).Select(it => it.Text));
        Assert.Equal([first[0], second[0]], await Store.Outbox.Due(Some.Sender(), Later, 2));
        Assert.Equal(["a", "b"], (await Store.Outbox.Due(Some.Sender(), Some.At(29), 100)).Select(it => it.Text));
    }

    [SkippableFact]
    public async Task A_failed_attempt_waits_for_its_next_and_holds_its_thread()
    {
        var (_, messages) = await Sent(1, "uno", "dos");
        var change = await Record(new DeliveryUpdate(
            Some.Tenant(), messages[0].Id, null, "timeout", Some.At(5), NextAttemptAt: Some.At(9)));

        Assert.Equal(
            new DeliveryChange(messages[0].Conversation, Some.Sender(), Some.Agent(), DeliveryState.Queued, true),
            change);
        Assert.Empty(await Store.Outbox.Due(Some.Sender(), Some.At(8), 100));
        var again = Assert.Single(await Store.Outbox.Due(Some.Sender(), Some.At(9), 100));
        Assert.Equal(messages[0] with { Attempts = 1, NextAttemptAt = Some.At(9) }, again);
        Assert.Equal([again], await Store.Outbox.Due(Some.Sender(), DateTimeOffset.MaxValue, 100));
    }

    [SkippableFact]
    public async Task A_lease_keeps_a_message_and_those_behind_it_until_it_ends()
    {
        var (_, messages) = await Sent(1, "uno", "dos");
        var leased = await Store.Outbox.Lease(Some.Tenant(), Some.Sender(), Some.At(5), Some.At(7), 100);
        Assert.Equal([messages[0] with { NextAttemptAt = Some.At(7) }], leased);
        Assert.Empty(await Store.Outbox.Lease(Some.Tenant(), Some.Sender(), Some.At(6), Some.At(8), 100));
        Assert.Empty(await Store.Outbox.Due(Some.Sender(), Some.At(6), 100));
        Assert.Equal(leased, await Store.Outbox.Due(Some.Sender(), Some.At(7), 100));

        await Record(messages[0], DeliveryState.Sent);
        Assert.Equal("dos", Assert.Single(
            await Store.Outbox.Lease(Some.Tenant(), Some.Sender(), Some.At(6), Some.At(8), 100)).Text);
    }

    [SkippableFact]
    public async Task Fetchers_at_the_same_time_never_get_the_same_message()
    {
        for (var number = 1; number <= 20; number++) await Sent(number, "x");
        var leases = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() =>
            Store.Outbox.Lease(Some.Tenant(), Some.Sender(), Later, Later.AddMinutes(1), 7).AsTask())));
        var ids = leases.SelectMany(it => it).Select(it => it.Id).ToList();
        Assert.Equal(20, ids.Count);
        Assert.Equal(20, ids.Distinct().Count());
    }

    [SkippableFact]
    public async Task A_sender_and_a_tenant_get_only_their_own()
    {
        await Sent(1, "mine");
        await Sent(new ThreadScript(2, sender: 2), "another sender's");
        await Sent(new ThreadScript(3, tenant: 2, sender: 3), "another tenant's");

        Assert.Equal(["mine"], (await Due()).Select(it => it.Text));
        Assert.Empty(await Store.Outbox.Lease(Some.Tenant(), Some.Sender(3), Later, Later, 100));
        Assert.Equal([Some.Sender(1), Some.Sender(2), Some.Sender(3)], await Store.Outbox.SendersWithQueued());
    }

    [SkippableFact]
    public async Task A_sender_without_queued_rows_is_not_named()
    {
        var (_, messages) = await Sent(1, "uno");
        await Record(messages[0], DeliveryState.Sent);
        Assert.Empty(await Store.Outbox.SendersWithQueued());
    }

    [SkippableTheory]
    [InlineData(DeliveryState.Sent, DeliveryState.Delivered, true)]
    [InlineData(DeliveryState.Sent, DeliveryState.Read, true)]
    [InlineData(DeliveryState.Sent, DeliveryState.Failed, true)]
    [InlineData(DeliveryState.Read, DeliveryState.Delivered, false)]
    [InlineData(DeliveryState.Delivered, DeliveryState.Delivered, false)]
    [InlineData(DeliveryState.Delivered, DeliveryState.Failed, false)]
    [InlineData(DeliveryState.Failed, DeliveryState.Delivered, false)]
    [InlineData(DeliveryState.Sent, DeliveryState.Queued, false)]
    public async Task States_only_move_forward(DeliveryState from, DeliveryState to, bool moves)
    {
        var (script, messages) = await Sent(1, "uno");
        await Record(messages[0], from);
        var change = await Record(new DeliveryUpdate(Some.Tenant(), messages[0].Id, to, "code", Some.At(9)));

        var state = moves ? to : from;
        Assert.Equal(new DeliveryChange(script.State.Id, Some.Sender(), Some.Agent(), state, moves), change);
        var standing = Assert.Single(await Store.Outbox.Standing(Some.Tenant(), script.State.Id, 1, 100));
        Assert.Equal(
            new DeliveryStanding(messages[0].Id.Version, state, moves ? "code" : null, Some.At(moves ? 9 : 6)),
            standing);
    }

    [SkippableFact]
    public async Task What_is_unknown_or_anothers_answers_null_and_changes_nothing()
    {
        var (_, messages) = await Sent(1, "uno");
        var id = messages[0].Id;
        var update = new DeliveryUpdate(Some.Tenant(), id, DeliveryState.Sent, null, Some.At(6));
        var answers = await Store.Outbox.Record(
        [
            update with { Tenant = Some.Tenant(2) },
            update with { Message = id with { Version = 1 } },
            update with { Message = id with { Thread = Some.Thread(9) } },
        ]);
        Assert.Equal([null, null, null], answers);
        Assert.Equal(messages, await Due());
        Assert.Empty(await Store.Outbox.Record([]));
    }

    [SkippableFact]
    public async Task A_change_names_the_agent_of_now()
    {
        var (script, messages) = await Sent(1, "uno", "dos");
        await Appended(script.Transfer());
        Assert.Null((await Record(messages[0], DeliveryState.Sent))!.Agent);
        await Appended(script.Assign(6, agent: 2));
        Assert.Equal(Some.Agent(2), (await Record(messages[0], DeliveryState.Delivered))!.Agent);
        await Appended(script.Close());
        Assert.Null((await Record(messages[1], DeliveryState.Sent))!.Agent);
    }

    [SkippableFact]
    public async Task Standing_is_of_one_conversation_and_a_range()
    {
        var (script, messages) = await Sent(1, "uno", "dos", "tres");
        await Record(messages[0], DeliveryState.Sent);
        var id = script.State.Id;
        Assert.Equal([DeliveryState.Sent, DeliveryState.Queued, DeliveryState.Queued], await States(Some.Tenant(), 1));
        Assert.Equal([DeliveryState.Queued], await States(Some.Tenant(), messages[2].Id.Version));
        Assert.Empty(await States(Some.Tenant(2), 1));
        Assert.Empty(await Store.Outbox.Standing(Some.Tenant(), id with { Ordinal = 2 }, 1, 100));

        async Task<IEnumerable<DeliveryState>> States(TenantId tenant, long from) =>
            (await Store.Outbox.Standing(tenant, id, from, 100)).Select(it => it.State);
    }

    private async Task<(ThreadScript Script, IReadOnlyList<OutboxMessage> Messages)> Sent(
        int thread, params string[] texts) => await Sent(new ThreadScript(thread), texts);

    private async Task<(ThreadScript Script, IReadOnlyList<OutboxMessage> Messages)> Sent(
        ThreadScript script, params string[] texts)
    {
        await Appended(script.Open());
        await Appended(script.Assign());
        var answer = script.Answer(3, texts);
        await Appended(answer);
        return (script, answer.Outbox);
    }

    private ValueTask<IReadOnlyList<OutboxMessage>> Due() => Store.Outbox.Due(Some.Sender(), Later, 100);

    private Task<DeliveryChange?> Record(OutboxMessage message, DeliveryState state) =>
        Record(new DeliveryUpdate(message.Tenant, message.Id, state, null, Some.At(6)));

    private async Task<DeliveryChange?> Record(DeliveryUpdate update) =>
        Assert.Single(await Store.Outbox.Record([update]));
}

public sealed class OutboxStoreInMemory : OutboxStoreContract<MemoryUnderTest>;

public sealed class OutboxStoreOnSqlite : OutboxStoreContract<SqliteUnderTest>;

public sealed class OutboxStoreOnPostgres : OutboxStoreContract<PostgresUnderTest>;
