using System.Diagnostics;
using LiveChat.Contracts.Outbox;
using LiveChat.Storage.Outbox;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>The trace that led to an MT stands in its row, and is there whoever reads it.</summary>
public abstract class OutboxCauseContract<TStore> : StoreContract<TStore> where TStore : StoreUnderTest, new()
{
    private static readonly ActivityTraceId _trace =
        ActivityTraceId.CreateFromString("0af7651916cd43dd8448eb211c80319c");

    private static readonly ActivitySpanId _span = ActivitySpanId.CreateFromString("b7ad6b7169203331");

    /// <summary>What was done here, and as it is found in a row: by somebody else, for all that one knows.</summary>
    private static readonly ActivityContext _cause = new(_trace, _span, ActivityTraceFlags.Recorded);
    private static readonly ActivityContext _kept = new(_trace, _span, ActivityTraceFlags.Recorded, isRemote: true);

    [SkippableFact]
    public async Task What_led_to_a_message_comes_back_with_it_and_with_no_other()
    {
        var messages = await Sent(_cause, default);
        Assert.Equal(_kept, (await Due()).Cause);
        Assert.Equal(messages[0] with { Cause = _kept }, await Due());

        await Record(new DeliveryUpdate(Some.Tenant(), messages[0].Id, DeliveryState.Sent, null, Some.At(6)));
        Assert.Equal(messages[1], await Due());
    }

    [SkippableFact]
    public async Task It_comes_back_to_whoever_fetches_tries_again_gives_up_and_puts_back()
    {
        var id = (await Sent(_cause))[0].Id;
        var leased = await Store.Outbox.Lease(Some.Tenant(), Some.Sender(), Some.At(5), Some.At(7), 100);
        Assert.Equal(_kept, Assert.Single(leased).Cause);

        await Record(new DeliveryUpdate(Some.Tenant(), id, null, "timeout", Some.At(8), NextAttemptAt: Some.At(9)));
        Assert.Equal(_kept, (await Due()).Cause);

        await Record(new DeliveryUpdate(Some.Tenant(), id, null, "410", Some.At(10), DeadLetter: true));
        var letter = Assert.Single(await Store.Outbox.DeadLetters(Some.Tenant(), null, null, 10));
        Assert.Equal(_kept, letter.Message.Cause);

        var back = await Store.Outbox.Requeue(Some.Tenant(), [id], Some.At(11));
        Assert.Equal(_kept, Assert.Single(back)!.Cause);
        Assert.Equal(_kept, (await Due()).Cause);
    }

    [SkippableFact]
    public async Task What_nobody_records_is_not_kept()
    {
        await Sent(new ActivityContext(_trace, _span, ActivityTraceFlags.None));
        Assert.Equal(default, (await Due()).Cause);
    }

    [SkippableFact]
    public async Task Of_what_a_tracer_adds_for_itself_nothing_is_kept()
    {
        await Sent(new ActivityContext(_trace, _span, ActivityTraceFlags.Recorded, "vendor=of-any-length"));
        Assert.Equal(_kept, (await Due()).Cause);
    }

    private async Task<IReadOnlyList<OutboxMessage>> Sent(params ActivityContext[] causes)
    {
        var script = new ThreadScript(1);
        await Appended(script.Open());
        await Appended(script.Assign());
        var answer = script.Answer(3, [.. causes.Select((_, index) => $"text {index}")]);
        answer = answer with
        {
            Outbox = [.. answer.Outbox.Zip(causes, (message, cause) => message with { Cause = cause })],
        };
        await Appended(answer);
        return answer.Outbox;
    }

    private async Task<OutboxMessage> Due() => Assert.Single(await Store.Outbox.Due(Some.Sender(), Some.At(60), 100));

    private async Task Record(DeliveryUpdate update) =>
        Assert.NotNull(Assert.Single(await Store.Outbox.Record([update])));
}

public sealed class OutboxCauseInMemory : OutboxCauseContract<MemoryUnderTest>;

public sealed class OutboxCauseOnSqlite : OutboxCauseContract<SqliteUnderTest>;

public sealed class OutboxCauseOnPostgres : OutboxCauseContract<PostgresUnderTest>;
