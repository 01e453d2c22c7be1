using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using static LiveChat.Core.Tests.Conversations.Sample;
using static LiveChat.Core.Tests.Conversations.Scenario;

namespace LiveChat.Core.Tests.Conversations;

public sealed class ActingSpecs
{
    [Fact]
    public void The_agent_who_has_it_answers() =>
        Given(WithAna).When(new SendMessage(At(5), 1, ByAna, "hello")).Then(new MessageSent(At(5), ByAna.By, "hello"));

    [Fact]
    public void Nobody_else_answers_not_even_a_supervisor()
    {
        Given(WithAna).When(new SendMessage(At(5), 1, ByBen, "hello")).ThenRejected(Rejection.NotAssignedToYou);
        Given(WithAna).When(new SendMessage(At(5), 1, BySupervisor, "hello")).ThenRejected(Rejection.NotAssignedToYou);
        Given(Waiting).When(new SendMessage(At(5), 1, ByAna, "hello")).ThenRejected(Rejection.NotAssignedToYou);
    }

    [Fact]
    public void The_agent_or_a_supervisor_writes_a_note()
    {
        Given(WithAna).When(new AddNote(At(5), 1, ByAna, "vip")).Then(new Noted(At(5), ByAna.By, "vip"));
        Given(Waiting).When(new AddNote(At(5), 1, BySupervisor, "vip")).Then(new Noted(At(5), BySupervisor.By, "vip"));
        Given(WithAna).When(new AddNote(At(5), 1, ByBen, "vip")).ThenRejected(Rejection.NotAssignedToYou);
    }

    [Fact]
    public void The_agent_closes_it_and_stays_on_record()
    {
        var closed = Given(WithAna).When(new Close(At(9), 1, ByAna));
        closed.Then(new Closed(At(9), ByAna.By, CloseReason.Agent));
        Assert.Equal(Ana, closed.State().Agent);
        Assert.False(closed.State().FillsSlot);
        Assert.Equal(At(9), closed.State().ClosedAt);
    }

    [Fact]
    public void A_supervisor_closes_anything_open()
    {
        Given(WithAna).When(new Close(At(9), 1, BySupervisor))
            .Then(new Closed(At(9), BySupervisor.By, CloseReason.Supervisor));
        Given(Waiting).When(new Close(At(9), 1, BySupervisor))
            .Then(new Closed(At(9), BySupervisor.By, CloseReason.Supervisor));
    }

    [Fact]
    public void An_agent_does_not_close_what_another_has() =>
        Given(WithAna).When(new Close(At(9), 1, ByBen)).ThenRejected(Rejection.NotAssignedToYou);

    [Fact]
    public void What_is_closed_stays_closed()
    {
        Given(ClosedByAna).When(new Close(At(10), 1, ByAna)).ThenRejected(Rejection.ConversationClosed);
        Given(ClosedByAna).When(new SendMessage(At(10), 1, ByAna, "hello")).ThenRejected(Rejection.ConversationClosed);
        Given(ClosedByAna).When(new AddNote(At(10), 1, BySupervisor, "x")).ThenRejected(Rejection.ConversationClosed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_conversation_that_never_was_is_not_found(int ordinal)
    {
        Given(WithAna).When(new SendMessage(At(5), ordinal, ByAna, "hello")).ThenRejected(Rejection.NotFound);
        Given(WithAna).When(new Close(At(5), ordinal, ByAna)).ThenRejected(Rejection.NotFound);
    }
}
