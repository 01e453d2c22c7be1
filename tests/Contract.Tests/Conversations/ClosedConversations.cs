using LiveChat.Contract.Tests.Deadlines;
using LiveChat.Core.Conversations;
using LiveChat.Core.Rules;

namespace LiveChat.Contract.Tests.Conversations;

/// <summary>What is closed is in the log, and nobody need remember it.</summary>
public sealed class ClosedConversations
{
    [Fact]
    public void A_conversation_that_is_closed_leaves_the_memory_and_the_next_message_opens_another()
    {
        var stage = new DeadlineStage(new LiveChatRules { WrapUpMax = TimeSpan.Zero });
        var before = stage.Engine.ActivationCount;
        var first = stage.Write();
        Assert.Equal(before + 1, stage.Engine.ActivationCount);
        stage.Close(DeadlineStage.Ana);
        Assert.Equal(ConversationState.Closed, stage.Head().State);
        Assert.Equal(before, stage.Engine.ActivationCount);
        var second = stage.Write();
        Assert.Equal((first.Ordinal + 1, before + 1), (second.Ordinal, stage.Engine.ActivationCount));
    }

    [Fact]
    public void While_its_wrap_up_lasts_it_is_not_over()
    {
        var stage = new DeadlineStage(new LiveChatRules { WrapUpMax = TimeSpan.FromMinutes(1) });
        var before = stage.Engine.ActivationCount;
        stage.Write();
        stage.Close(DeadlineStage.Ana);
        Assert.Equal(ConversationState.WrapUp, stage.Head().State);
        Assert.Equal(before + 1, stage.Engine.ActivationCount);
        stage.PassOnline(TimeSpan.FromMinutes(2));
        Assert.Equal(ConversationState.Closed, stage.Head().State);
        Assert.Equal(before, stage.Engine.ActivationCount);
    }
}
