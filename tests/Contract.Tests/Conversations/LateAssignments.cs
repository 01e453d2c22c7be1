using LiveChat.Contract.Tests.Deadlines;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Rules;
using LiveChat.Embedded.Deterministic;

namespace LiveChat.Contract.Tests.Conversations;

/// <summary>
/// A copy of an assignment that comes when the agent has been told that it came to nothing, and has given the slot to
/// another: it must come to nothing, too.
/// </summary>
public sealed class LateAssignments
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly DeadlineStage _stage = new(new LiveChatRules { AutoTransferAfter = Patience });
    private readonly List<Passage> _kept = [];

    [Fact]
    public void A_move_that_was_not_wanted_any_more_is_not_made_when_another_is_wanted()
    {
        _stage.Write();
        _stage.Online(DeadlineStage.Ben);
        _stage.Engine.OnTell = Keep;
        AnswerComesTooLate();
        var late = _kept[0];
        _stage.Answer(DeadlineStage.Ana);
        Deliver(late);
        Assert.True(_stage.Head().Has(DeadlineStage.Ana));

        _stage.Write();
        AnswerComesTooLate();
        Deliver(late);
        Assert.True(_stage.Head().Has(DeadlineStage.Ana));

        Deliver(_kept[^1]);
        Assert.True(_stage.Head().Has(DeadlineStage.Ben));
    }

    private void AnswerComesTooLate() => _stage.PassOnline(Patience + TimeSpan.FromSeconds(1));

    private void Deliver(Passage passage)
    {
        _stage.Engine.OnTell = null;
        _stage.Engine.Tell(passage.To, passage.Message);
        _stage.Engine.OnTell = Keep;
        _stage.Engine.RunUntilQuiet();
    }

    private Fate Keep(Passage passage)
    {
        if (passage.Message is not AssignToAgent) return Fate.Deliver;
        _kept.Add(passage);
        return Fate.Drop;
    }
}
