using LiveChat.Contract.Tests.Deadlines;
using LiveChat.Contract.Tests.Stores;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Queues;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using LiveChat.Embedded.Deterministic;

namespace LiveChat.Contract.Tests.Queues;

/// <summary>What a fault kept from a queue's actor while it knew of others that wait.</summary>
public sealed class LostWords
{
    /// <summary>Of P4's and P5's 15 s after a fault, a reservation that stays silent takes 10.</summary>
    private static readonly TimeSpan FoundWithin = TimeSpan.FromSeconds(4);

    private readonly DeadlineStage _stage = new(new LiveChatRules());

    [Fact]
    public void Who_came_unheard_behind_one_that_waits_is_soon_found_in_the_rows()
    {
        _stage.Write();
        Assert.True(_stage.Head().Has(DeadlineStage.Ana));
        var first = _stage.Write(thread: 2);
        _stage.PassOnline(TimeSpan.FromSeconds(1));
        _stage.Engine.OnTell = it => it.Message is ConversationAdvanced ? Fate.Drop : Fate.Deliver;
        var second = _stage.Write(thread: 3);
        _stage.Engine.OnTell = null;
        Assert.Equal(1, PositionOf(first));
        Assert.Null(PositionOf(second));
        _stage.PassOnline(FoundWithin);
        Assert.Equal(2, PositionOf(second));
    }

    private int? PositionOf(ConversationId conversation)
    {
        int? position = null;
        _stage.Engine.Run(
            async () => position = (await _stage.Engine.Ask(
                ActorId.Of(Some.Tenant(), Some.Queue()), new FindPosition(conversation))).Position,
            TimeSpan.FromSeconds(5));
        return position;
    }
}
