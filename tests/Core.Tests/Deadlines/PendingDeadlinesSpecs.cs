using LiveChat.Core.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Core.Tests.Conversations;

namespace LiveChat.Core.Tests.Deadlines;

/// <summary>Who is woken when.</summary>
public sealed class PendingDeadlinesSpecs
{
    private static readonly TenantId Tenant = new(new Guid(9, 0, 0, new byte[8]));
    private static readonly TenantId Other = new(new Guid(10, 0, 0, new byte[8]));
    private static readonly TenantId Third = new(new Guid(11, 0, 0, new byte[8]));

    /// <summary>What a tenant gets of the places that nobody else wants.</summary>
    private const int AloneMax = PendingDeadlines.WokenMax / 2;

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
        Fill(Tenant, 1, AloneMax + 10);
        var first = _pending.Wake(Sample.At(2));
        Assert.Equal(AloneMax, first.Count);
        Assert.Empty(_pending.Wake(Sample.At(2)));
        Assert.Equal(Sample.At(2) + PendingDeadlines.WakeAgainAfter, _pending.NextAt);

        _pending.Arm(Tenant, first[7].Conversation, null);
        Assert.Equal(Number(AloneMax + 1), Assert.Single(_pending.Wake(Sample.At(2))).Conversation);
    }

    [Fact]
    public void Of_what_is_due_tenants_take_turns_and_of_each_the_earliest_is_first()
    {
        Fill(Tenant, 1, 5);
        Fill(Other, 101, 2);
        _pending.Arm(Third, Number(201), At(1.9));
        Assert.Equal(
            [1, 101, 201, 2, 102, 3, 4, 5], _pending.Wake(Sample.At(2)).Select(it => NumberOf(it.Conversation)));
    }

    [Fact]
    public void However_many_are_due_of_one_tenant_the_next_of_another_is_woken_at_its_time()
    {
        Fill(Tenant, 1, 5_000);
        Assert.Equal(AloneMax, _pending.Wake(Sample.At(7)).Count);
        _pending.Arm(Other, Number(9_001), At(7.2));
        Assert.Equal(At(7.2), _pending.NextAt);
        Assert.Equal([(Other, Number(9_001))], _pending.Wake(At(7.3)));
    }

    [Fact]
    public void There_are_places_left_for_whoever_comes_however_many_never_answer()
    {
        for (var owner = 1; owner <= 8; owner++)
        {
            var tenant = new TenantId(new Guid(owner, 1, 0, new byte[8]));
            Fill(tenant, 10_000 * owner, 1_000);
            Assert.NotEmpty(_pending.Wake(Sample.At(7)));
        }
    }

    [Fact]
    public void Who_never_answers_leaves_its_place_to_others_and_is_woken_again_later_and_later()
    {
        _pending.Arm(Tenant, Number(1), Sample.At(0));
        List<double> wakes = [];
        for (var tenths = 1; tenths <= 4_000; tenths++)
        {
            if (_pending.Wake(At(tenths / 10d)).Count > 0) wakes.Add(tenths / 10d);
        }

        var pauses = wakes.Zip(wakes.Skip(1), (one, next) => next - one).ToList();
        Assert.All(pauses.Take(PendingDeadlines.WakesMax - 1), it => Assert.InRange(it, 0.9, 1.2));
        Assert.All(
            pauses.Skip(PendingDeadlines.WakesMax - 1).Zip([6, 11, 21, 41, 61, 61]),
            it => Assert.InRange(it.First, it.Second - 0.1, it.Second + 0.4));
    }

    [Fact]
    public void Those_who_never_answer_do_not_keep_others_of_their_tenant_waiting_for_ever()
    {
        Fill(Tenant, 1, AloneMax);
        for (var second = 2; second <= 1 + PendingDeadlines.WakesMax; second++)
            Assert.Equal(AloneMax, _pending.Wake(Sample.At(second).AddMicroseconds(second)).Count);
        Fill(Tenant, 1_001, 10);
        Assert.Empty(_pending.Wake(At(6.9)));
        Assert.Equal(
            Enumerable.Range(1_001, 10), _pending.Wake(At(7.1)).Select(it => NumberOf(it.Conversation)));
    }

    [Fact]
    public void A_row_says_of_one_who_never_answered_that_it_has_moved_and_not_that_it_is_due()
    {
        _pending.Arm(Tenant, Number(1), Sample.At(1));
        for (var second = 2; second <= 2 + PendingDeadlines.WakesMax; second++)
            _pending.Wake(Sample.At(second).AddMicroseconds(second));
        var given = _pending.NextAt;
        Assert.InRange(given!.Value, Sample.At(12), At(12.1));
        Assert.True(_pending.Load(Tenant, Number(1), Sample.At(1)));
        Assert.Equal(given, _pending.NextAt);
        Assert.True(_pending.Load(Tenant, Number(1), Sample.At(9)));
        Assert.Equal(Sample.At(9), _pending.NextAt);
    }

    [Fact]
    public void A_tenant_may_hold_as_many_as_there_is_room_left_and_others_find_some()
    {
        var pending = new PendingDeadlines(heldMax: 12);
        Assert.Equal([6, 3, 2, 1, 0], Enumerable.Range(1, 5).Select(owner =>
        {
            var (tenant, held) = (new TenantId(new Guid(owner, 1, 0, new byte[8])), 0);
            while (pending.Load(tenant, Number(100 * owner + held), Sample.At(5))) held++;
            return held;
        }));
        Assert.Equal(12, pending.Count);
        pending.Arm(new TenantId(new Guid(1, 1, 0, new byte[8])), Number(100), null);
        Assert.True(pending.Arm(Other, Number(1), Sample.At(5)));
        Assert.False(pending.Arm(Other, Number(2), Sample.At(5)));
    }

    [Fact]
    public void Whatever_is_armed_answered_and_left_unanswered_all_of_it_is_woken_in_its_time()
    {
        var chance = new Random(7);
        Dictionary<int, double> due = [];
        for (var step = 0; step < 20_000; step++)
        {
            var (now, number) = (step / 100d, chance.Next(300));
            var tenant = new TenantId(new Guid(1 + number % 7, 1, 0, new byte[8]));
            double? at = chance.Next(3) == 0 ? null : now + chance.NextDouble();
            _pending.Arm(tenant, Number(number), at is { } armed ? At(armed) : null);
            if (at is { } known) due[number] = known;
            else due.Remove(number);
            foreach (var (_, conversation) in _pending.Wake(At(now)))
            {
                Assert.True(due.Remove(NumberOf(conversation), out var since));
                Assert.True(since < now);
                _pending.Arm(tenant, conversation, null);
            }

            Assert.Equal(due.Count, _pending.Count);
            Assert.DoesNotContain(due.Values, it => it < now - 0.001);
            Assert.Equal(due.Count == 0 ? null : At(due.Values.Min()), _pending.NextAt);
        }
    }

    private static DateTimeOffset At(double seconds) => Sample.At(0).AddSeconds(seconds);

    /// <summary>One each millisecond after the first second.</summary>
    private void Fill(TenantId tenant, int first, int count)
    {
        for (var i = 0; i < count; i++) _pending.Arm(tenant, Number(first + i), Sample.At(1).AddMilliseconds(i + 1));
    }

    private static int NumberOf(ConversationId conversation) =>
        BitConverter.ToInt32(conversation.Thread.Value.ToByteArray());

    private static ConversationId Number(int number) => new(new ThreadId(new Guid(number, 0, 0, new byte[8])), 1);
}
