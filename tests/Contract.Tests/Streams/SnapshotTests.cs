using LiveChat.Contract.Tests.Deadlines;
using LiveChat.Contract.Tests.Stores;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using LiveChat.Storage.Conversations;

namespace LiveChat.Contract.Tests.Streams;

/// <summary>The rows from which a stream's snapshot is read may be ahead of what the agent's actor has heard.</summary>
public sealed class SnapshotTests
{
    private readonly DeadlineStage _stage = new(new LiveChatRules { WaitingWithNobodyOnline = 1 });

    [Fact]
    public void What_becomes_of_a_conversation_in_a_snapshot_is_told_though_the_actor_had_not_heard_that_it_has_it()
    {
        _stage.Drop(DeadlineStage.Ana);
        _stage.Pass(TimeSpan.FromMinutes(2));
        var id = _stage.Write();
        AssignUnheard();

        _stage.Online(DeadlineStage.Ana);
        Assert.Equal(id, Assert.Single(_stage.Snapshot!.Conversations).Id);
        _stage.Close(DeadlineStage.Ana);

        Assert.Contains(_stage.Notices, notice => notice is ClosedNotice closed && closed.Conversation == id);
    }

    /// <summary>As where the actor was alive twice, and the other one assigned it.</summary>
    private void AssignUnheard()
    {
        var log = new ThreadScript(1);
        log.Step(null, null, [.. _stage.Events()]);
        var assigned = new Assigned(_stage.Now, By.System, DeadlineStage.Ana, Some.Queue(), Some.Token(99));
        var appended = _stage.Store.Conversations.Append(log.Step(null, null, assigned)).AsTask().Result;
        Assert.Equal(AppendOutcome.Appended, appended.Outcome);
        Assert.True(_stage.Engine.Crash(ActorId.Of(Some.Tenant(), Some.Thread())));
    }
}
