using LiveChat.Contracts.Outbox;
using LiveChat.Storage.Outbox;

namespace LiveChat.Contract.Tests.Stores;

public abstract class DeadLetterContract<TStore> : StoreContract<TStore> where TStore : StoreUnderTest, new()
{
    [SkippableFact]
    public async Task What_was_given_up_has_failed_is_listed_and_lets_the_next_go()
    {
        var messages = await Sent(new ThreadScript(1), "uno", "dos");
        await GiveUp(messages[0], 9);

        var letter = Assert.Single(await Store.Outbox.DeadLetters(Some.Tenant(), null, null, 10));
        Assert.Equal(new DeadLetter(messages[0], "410", Some.At(9)), letter);
        var standing = await Store.Outbox.Standing(Some.Tenant(), messages[0].Conversation, 1, 100);
        Assert.Equal([DeliveryState.Failed, DeliveryState.Queued], standing.Select(it => it.State));
        Assert.Equal([messages[1]], await Store.Outbox.Due(Some.Sender(), Some.At(9), 10));
    }

    [SkippableFact]
    public async Task A_message_that_failed_by_its_report_is_no_dead_letter()
    {
        var messages = await Sent(new ThreadScript(1), "uno");
        await Store.Outbox.Record([new(Some.Tenant(), messages[0].Id, DeliveryState.Failed, "30003", Some.At(9))]);
        Assert.Empty(await Store.Outbox.DeadLetters(Some.Tenant(), null, null, 10));
        Assert.Equal([null], await Store.Outbox.Requeue(Some.Tenant(), [messages[0].Id], Some.At(10)));
    }

    [SkippableFact]
    public async Task Dead_letters_are_newest_first_in_pages_by_tenant_and_sender()
    {
        List<OutboxMessage> given = [];
        for (var number = 1; number <= 6; number++)
        {
            given.AddRange(await Sent(new ThreadScript(number, sender: 1 + (number % 2)), "x"));
            await GiveUp(given[^1], 10 + (number / 2));
        }

        var foreign = await Sent(new ThreadScript(7, tenant: 2), "x");
        await GiveUp(foreign[0], 30);

        var first = await Store.Outbox.DeadLetters(Some.Tenant(), null, null, 4);
        var cursor = new DeadLetterCursor(first[^1].GivenUpAt, first[^1].Message.Id);
        var rest = await Store.Outbox.DeadLetters(Some.Tenant(), null, cursor, 4);
        Assert.Equal(Enumerable.Reverse(given), first.Concat(rest).Select(it => it.Message));
        Assert.Equal(
            [given[4], given[2], given[0]],
            (await Store.Outbox.DeadLetters(Some.Tenant(), Some.Sender(2), null, 10)).Select(it => it.Message));
        Assert.Single(await Store.Outbox.DeadLetters(Some.Tenant(2), null, null, 10));
        Assert.Empty(await Store.Outbox.DeadLetters(Some.Tenant(2), Some.Sender(2), null, 10));
    }

    [SkippableFact]
    public async Task What_is_put_back_goes_again_before_what_comes_after_it_in_the_thread()
    {
        var messages = await Sent(new ThreadScript(1), "uno", "dos", "tres");
        await GiveUp(messages[0], 9);
        await GiveUp(messages[1], 9);

        var back = await Store.Outbox.Requeue(
            Some.Tenant(), [messages[1].Id, messages[0].Id, messages[2].Id], Some.At(20));
        Assert.Equal(
            [messages[1] with { NextAttemptAt = Some.At(20) }, messages[0] with { NextAttemptAt = Some.At(20) }, null],
            back);
        Assert.Empty(await Store.Outbox.DeadLetters(Some.Tenant(), null, null, 10));
        Assert.Empty(await Store.Outbox.Due(Some.Sender(), Some.At(19), 10));
        foreach (var text in (string[])["uno", "dos", "tres"])
        {
            var due = Assert.Single(await Store.Outbox.Due(Some.Sender(), Some.At(20), 10));
            Assert.Equal(text, due.Text);
            await Store.Outbox.Record([new(Some.Tenant(), due.Id, DeliveryState.Sent, null, Some.At(21))]);
        }
    }

    [SkippableFact]
    public async Task Another_tenants_dead_letter_cannot_be_put_back()
    {
        var messages = await Sent(new ThreadScript(1), "uno");
        await GiveUp(messages[0], 9);
        Assert.Equal([null], await Store.Outbox.Requeue(Some.Tenant(2), [messages[0].Id], Some.At(20)));
        Assert.Single(await Store.Outbox.DeadLetters(Some.Tenant(), null, null, 10));
    }

    private async Task<IReadOnlyList<OutboxMessage>> Sent(ThreadScript script, params string[] texts)
    {
        await Appended(script.Open());
        await Appended(script.Assign());
        var answer = script.Answer(3, texts);
        await Appended(answer);
        return answer.Outbox;
    }

    private async Task GiveUp(OutboxMessage message, int at)
    {
        var update = new DeliveryUpdate(message.Tenant, message.Id, null, "410", Some.At(at), DeadLetter: true);
        var change = Assert.Single(await Store.Outbox.Record([update]));
        Assert.Equal(DeliveryState.Failed, change!.State);
    }
}

public sealed class DeadLettersInMemory : DeadLetterContract<MemoryUnderTest>;

public sealed class DeadLettersOnSqlite : DeadLetterContract<SqliteUnderTest>;

public sealed class DeadLettersOnPostgres : DeadLetterContract<PostgresUnderTest>;
