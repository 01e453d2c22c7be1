using LiveChat.Contract.Tests.Deadlines;
using LiveChat.Contract.Tests.Stores;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using LiveChat.Embedded.Deterministic;
using LiveChat.Storage.Conversations;

namespace LiveChat.Contract.Tests.Conversations;

/// <summary>
/// A conversation's actor that is alive twice, and of which the other one has written to the log: what it does not know
/// it must not deny. An agent that is told "never" frees its slot, which a late copy of the same message would fill.
/// </summary>
public sealed class BehindTheLog
{
    private static readonly ActorId Thread = ActorId.Of(Some.Tenant(), Some.Thread());

    private readonly DeadlineStage _stage = new(new LiveChatRules
    {
        WaitingWithNobodyOnline = 1,
        AutoTransferAfter = TimeSpan.FromSeconds(10),
    });

    private readonly List<IMessage> _toAgents = [];
    private readonly ThreadScript _log = new(1);

    [Fact]
    public void An_assignment_of_a_later_state_is_made()
    {
        _stage.Drop(DeadlineStage.Ana);
        _stage.Pass(TimeSpan.FromMinutes(2));
        _stage.Write();
        TakeUp();
        NextSessionElsewhere();
        Assign(_log.State.StateVersion);
        Assert.Empty(_toAgents.OfType<AssignmentLapsed>());
        Assert.True(_stage.Head().Has(DeadlineStage.Ben));
    }

    [Fact]
    public void A_move_to_another_agent_for_a_message_it_has_not_seen_is_made()
    {
        _stage.Write();
        _stage.Answer(DeadlineStage.Ana);
        _stage.PassOnline(TimeSpan.FromSeconds(11));
        TakeUp();
        Elsewhere(new MessageReceived(_stage.Now, By.Contact, "¿y?", "id-2", _stage.Now, []));
        _stage.PassOnline(TimeSpan.FromSeconds(11));
        Assert.True(_stage.Head().Has(DeadlineStage.Ana));
        Assign(_log.State.StateVersion);
        Assert.Empty(_toAgents.OfType<AssignmentLapsed>());
        Assert.True(_stage.Head().Has(DeadlineStage.Ben));
    }

    [Fact]
    public void An_assignment_of_a_state_that_is_past_is_denied()
    {
        _stage.Write();
        TakeUp();
        Assign(_log.State.StateVersion - 1);
        Assert.Single(_toAgents.OfType<AssignmentLapsed>());
        Assert.True(_stage.Head().Has(DeadlineStage.Ana));
    }

    [Fact]
    public void What_a_person_does_in_a_later_session_than_it_knows_of_is_done()
    {
        _stage.Write();
        TakeUp();
        NextSessionElsewhere();
        Assert.Equal(Rejection.None, Note(_log.State.Id));
        Assert.Contains(_stage.Events(), it => it is Noted);
    }

    [Fact]
    public void What_a_person_does_in_a_session_that_never_was_finds_nothing()
    {
        var id = _stage.Write();
        Assert.Equal(Rejection.NotFound, Note(new ConversationId(id.Thread, id.Ordinal + 1)));
    }

    [Fact]
    public void What_a_person_does_while_the_other_one_writes_again_and_again_is_done()
    {
        _stage.Write();
        TakeUp();
        WritesElsewhere(times: 3);
        Assert.Equal(Rejection.None, Note(_log.State.Id));
        Assert.Equal(4, _stage.Events().Count(it => it is Noted));
    }

    [Fact]
    public void Who_is_overtaken_without_an_end_is_told_to_come_again()
    {
        _stage.Write();
        TakeUp();
        WritesElsewhere(times: int.MaxValue);
        var lost = Assert.Throws<AggregateException>(() => Note(_log.State.Id)).InnerException;
        Assert.IsType<ActorUnreachableException>(Assert.IsType<ActorFaultedException>(lost).InnerException);
    }

    /// <summary>Each time this activation has decided, and has not written yet.</summary>
    private void WritesElsewhere(int times)
    {
        var left = times;
        _stage.RulesRead = () =>
        {
            if (left-- > 0) Elsewhere(new Noted(_stage.Now, By.System, $"note {left}"));
        };
    }

    private void NextSessionElsewhere()
    {
        Elsewhere(new Closed(_stage.Now, By.System, CloseReason.Agent));
        Elsewhere(
            new Opened(
                _stage.Now, By.Contact, 2, Some.Sender(), "+34900", Channel.Sms, "+34600", "en", PreviousAgent: null),
            new MessageReceived(_stage.Now, By.Contact, "otra vez", "id-2", _stage.Now, []),
            new Queued(
                _stage.Now, By.System, Some.Queue(), 0, _stage.Now, Admitted: true, Excluded: null, QueuedReason.New));
    }

    private void TakeUp() => _log.Step(null, null, [.. _stage.Events()]);

    /// <summary>What the other activation writes: this one is told nothing of it.</summary>
    private void Elsewhere(params ConversationEvent[] events) => Assert.Equal(
        AppendOutcome.Appended,
        _stage.Store.Conversations.Append(_log.Step(null, null, events)).AsTask().Result.Outcome);

    private void Assign(long stateVersion)
    {
        var epoch = _stage.Store.Agents.RaiseEpoch(Some.Tenant(), DeadlineStage.Ben).AsTask().Result.Epoch;
        _stage.Engine.OnTell = passage =>
        {
            if (passage.To.Kind == ActorKind.Agent) _toAgents.Add(passage.Message);
            return Fate.Deliver;
        };
        _stage.Engine.Tell(Thread, new AssignToAgent(
            _log.State.Id, Some.Queue(), DeadlineStage.Ben, Some.Token(99), epoch, stateVersion));
        _stage.Engine.RunUntilQuiet();
    }

    private Rejection Note(ConversationId conversation)
    {
        var caller = new Caller(By.Agent(DeadlineStage.Ana), DeadlineStage.Ana, MaySupervise: true);
        var asked = _stage.Engine.Ask(Thread, new WriteNote(conversation, caller, "seen"));
        _stage.Engine.RunUntilQuiet();
        return asked.AsTask().Result.Rejection;
    }
}
