using LiveChat.Contract.Tests.Deadlines;
using LiveChat.Contract.Tests.Stores;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Queues;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using LiveChat.Embedded.Deterministic;

namespace LiveChat.Contract.Tests.Queues;

/// <summary>
/// What a queue's actor decided on entries before it was restarted does not count beside what it decides afterwards.
/// </summary>
public sealed class FormerDecisions
{
    private static readonly ActorId Queue = ActorId.Of(Some.Tenant(), Some.Queue());

    /// <summary>Nobody is online, and one may wait all the same.</summary>
    private readonly DeadlineStage _stage = new(new LiveChatRules { WaitingWithNobodyOnline = 1 });

    private readonly List<Passage> _kept = [];

    public FormerDecisions()
    {
        _stage.Drop(DeadlineStage.Ana);
        _stage.Pass(TimeSpan.FromMinutes(2));
        _stage.Engine.OnTell = Keep;
    }

    [Fact]
    public void An_admission_that_comes_after_the_queues_restart_does_not_count()
    {
        _stage.Write();
        var former = _kept[^1];
        Restart();
        _kept.Clear();
        Deliver(former);
        Assert.False(_stage.Head().Admitted);
        Assert.NotEmpty(_kept);
        Deliver(_kept[^1]);
        Assert.True(_stage.Head().Admitted);
    }

    [Fact]
    public void A_refusal_that_comes_after_the_queues_restart_does_not_count()
    {
        _stage.Rules = _stage.Rules with { WaitingWithNobodyOnline = 0 };
        Restart();
        _stage.Write();
        var former = Assert.Single(_kept);
        Assert.IsType<EntryRefused>(former.Message);
        _stage.Rules = _stage.Rules with { WaitingWithNobodyOnline = 1 };
        Restart();
        Deliver(former);
        Assert.True(_stage.Head().IsOpen);
        Deliver(_kept[^1]);
        Assert.True(_stage.Head().Admitted);
    }

    [Fact]
    public void A_transfer_to_a_place_that_was_kept_before_the_queues_restart_is_refused_without_a_trace()
    {
        _stage.Engine.OnTell = null;
        _stage.Online(DeadlineStage.Ana);
        _stage.Write();
        var head = _stage.Head();
        Assert.True(head.Has(DeadlineStage.Ana));
        var place = Ask(Queue, new KeepPlace(head, null));
        Assert.Equal(Rejection.None, place.Rejection);
        Restart();
        var before = _stage.Log();
        var reply = Ask(ActorId.Of(Some.Tenant(), Some.Thread()), Transfer(head, place));
        Assert.Equal(Rejection.ConversationChanged, reply.Rejection);
        Assert.Equal(before, _stage.Log());

        var again = Ask(Queue, new KeepPlace(head, null));
        Assert.Equal(
            Rejection.None, Ask(ActorId.Of(Some.Tenant(), Some.Thread()), Transfer(head, again)).Rejection);
    }

    [Fact]
    public void A_queue_that_was_alive_twice_and_is_left_with_a_passed_epoch_takes_up_a_new_one()
    {
        Assert.True(_stage.Engine.Double(Queue));
        _stage.Engine.RunUntilQuiet();
        _stage.Engine.Merge(Queue, formerStays: true);
        _stage.Write();
        Deliver(_kept[^1]);
        Assert.True(_stage.Head().IsOpen);
        Assert.False(_stage.Head().Admitted);
        Deliver(_kept[^1]);
        Assert.True(_stage.Head().Admitted);
    }

    private static CommitTransferToQueue Transfer(ConversationHead head, PlaceReply place) => new(
        head.Id, new Caller(By.Agent(DeadlineStage.Ana), DeadlineStage.Ana, MaySupervise: false), Some.Queue(),
        place.Place, place.Epoch, head.StateVersion, null);

    private void Restart()
    {
        Assert.True(_stage.Engine.Crash(Queue));
        _stage.Engine.Tell(Queue, QueueChanged.Now);
        _stage.Engine.RunUntilQuiet();
    }

    private void Deliver(Passage passage)
    {
        _stage.Engine.OnTell = null;
        _stage.Engine.Tell(passage.To, passage.Message);
        _stage.Engine.OnTell = Keep;
        _stage.Engine.RunUntilQuiet();
    }

    private Fate Keep(Passage passage)
    {
        if (passage.Message is not (EntryAdmitted or EntryRefused)) return Fate.Deliver;
        _kept.Add(passage);
        return Fate.Drop;
    }

    private TReply Ask<TReply>(ActorId to, IAsk<TReply> message)
    {
        TReply? reply = default;
        _stage.Engine.Run(async () => reply = await _stage.Engine.Ask(to, message), TimeSpan.FromSeconds(5));
        _stage.Engine.RunUntilQuiet();
        return reply!;
    }
}
