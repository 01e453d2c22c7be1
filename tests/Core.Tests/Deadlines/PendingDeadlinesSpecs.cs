using LiveChat.Core.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Core.Tests.Conversations;

namespace LiveChat.Core.Tests.Deadlines;

/// <summary>Who is woken when.</summary>
public sealed class PendingDeadlinesSpecs
{
    private static readonly TenantId Tenant = new(new Guid(9, 0, 0, new byte[8]));

    private readonly PendingDeadlines _pending = new();

    [Fact]
    public void A_conversation_is_woken_after_its_time_and_not_at_it()
    {
        _pending.Arm(Tenant, Number(1), Sample.At(5));
        Assert.Equal(Sample.At(5), _pending.NextAt);
        Assert.Empty(_pending.Wake(Sample.At(5)));
        Assert.Equal([(Tenant, Number(1))], _pending.Wake(Sample.At(5).AddMicroseconds(1)));
    }

    [Fact]
    public void The_earliest_is_woken_first()
    {
        foreach (var number in new[] { 3, 1, 2 }) _pending.Arm(Tenant, Number(number), Sample.At(number));
        Assert.Equal([Number(1), Number(2)], _pending.Wake(Sample.At(3)).Select(it => it.Conversation));
        Assert.Equal([Number(3)], _pending.Wake(Sample.At(3).AddMicroseconds(1)).Select(it => it.Conversation));
    }

    [Fact]
    public void Who_was_woken_is_woken_again_each_second_until_it_answers()
    {
        _pending.Arm(Tenant, Number(1), Sample.At(5));
        Assert.Single(_pending.Wake(Sample.At(6)));
        Assert.Empty(_pending.Wake(Sample.At(7)));
        Assert.Single(_pending.Wake(Sample.At(7).AddMicroseconds(1)));
        _pending.Arm(Tenant, Number(1), null);
        Assert.Empty(_pending.Wake(Sample.At(60)));
        Assert.Equal((0, null), (_pending.Count, _pending.NextAt));
    }

    [Fact]
    public void The_answer_says_when_next()
    {
        _pending.Arm(Tenant, Number(1), Sample.At(5));
        _pending.Wake(Sample.At(6));
        _pending.Arm(Tenant, Number(1), Sample.At(30));
        Assert.Equal(Sample.At(30), _pending.NextAt);
        Assert.Equal(1, _pending.Count);
    }

    [Fact]
    public void Of_row_and_word_the_earlier_counts_and_who_was_woken_answers_first()
    {
        _pending.Arm(Tenant, Number(1), Sample.At(5));
        _pending.Load(Tenant, Number(1), Sample.At(9));
        Assert.Equal(Sample.At(5), _pending.NextAt);
        _pending.Load(Tenant, Number(1), Sample.At(3));
        Assert.Equal(Sample.At(3), _pending.NextAt);
        _pending.Wake(Sample.At(4));
        _pending.Load(Tenant, Number(1), Sample.At(3));
        Assert.Empty(_pending.Wake(Sample.At(4)));
    }

    [Fact]
    public void No_more_than_the_bound_are_woken_at_a_time_and_each_answer_makes_room()
    {
        for (var number = 1; number <= PendingDeadlines.WokenMax + 10; number++)
            _pending.Arm(Tenant, Number(number), Sample.At(1).AddMilliseconds(number));
        var first = _pending.Wake(Sample.At(2));
        Assert.Equal(PendingDeadlines.WokenMax, first.Count);
        Assert.Empty(_pending.Wake(Sample.At(2)));
        Assert.Equal(Sample.At(2) + PendingDeadlines.WakeAgainAfter, _pending.NextAt);

        _pending.Arm(Tenant, first[7].Conversation, null);
        Assert.Equal(
            Number(PendingDeadlines.WokenMax + 1), Assert.Single(_pending.Wake(Sample.At(2))).Conversation);
    }

    private static ConversationId Number(int number) => new(new ThreadId(new Guid(number, 0, 0, new byte[8])), 1);
}
