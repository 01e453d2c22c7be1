using System.Collections.Immutable;
using LiveChat.Core.Conversations;
using LiveChat.Core.Phrases;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using static LiveChat.Core.Tests.Conversations.Sample;
using static LiveChat.Core.Tests.Conversations.Scenario;
using static LiveChat.Core.Tests.Questionnaires.Forms;

namespace LiveChat.Core.Tests.Questionnaires;

/// <summary>R4.14: what contacts are asked about how they were served.</summary>
public sealed class ContactSpecs
{
    private static readonly Wording Wording = new(PhraseBook.Default, "es", "es")
    {
        AtClose = new ClosingQuestionnaire(Contact, TimeSpan.FromSeconds(100)),
        TellsClose = false,
    };

    /// <summary>Versions 1–7; asked in version 7 with the close at second 9, and until second 109.</summary>
    private static ConversationEvent[] WhoIsAsked => [.. ClosedByAna, Sent(9, "csat")];

    [Theory]
    [InlineData(CloseReason.Agent, true)]
    [InlineData(CloseReason.Supervisor, true)]
    [InlineData(CloseReason.Inactivity, true)]
    [InlineData(CloseReason.Contact, false)]
    [InlineData(CloseReason.EndOfService, false)]
    [InlineData(CloseReason.QueueFull, false)]
    public void It_goes_out_behind_the_end_of_a_live_chat(CloseReason reason, bool isAsked)
    {
        var closed = new Closed(At(9), ByAna.By, reason);
        ConversationEvent[] expected = isAsked ? [closed, Sent(9, "csat")] : [closed];
        Assert.Equal(expected, Announcer.Announce([closed], Wording));
    }

    [Fact]
    public void It_goes_out_with_the_beginning_of_a_wrap_up_and_when_the_conversation_is_parked()
    {
        ImmutableArray<ConversationEvent> wrapUp = [WrappedUpByAna[^1]];
        ImmutableArray<ConversationEvent> parked = [ParkedByAna[^1]];
        Assert.True(Announcer.Concerns(parked));
        Assert.Equal(
            (ConversationEvent[])[wrapUp[0], Sent(9, "csat")], Announcer.Announce(wrapUp, Wording));
        Assert.Equal(
            (ConversationEvent[])[parked[0], Sent(9, "csat")], Announcer.Announce(parked, Wording));
    }

    [Fact]
    public void Who_opted_out_is_never_asked() => Assert.Single(Announcer.Announce(
        [new Closed(At(9), ByAna.By, CloseReason.Agent)], Wording with { Silent = true }));

    [Fact]
    public void Answers_after_the_close_belong_to_the_closed_conversation()
    {
        var first = Given(WhoIsAsked).When(Says("4", 20));
        first.Then(Answering("4", 20), Scored(20, "csat", 4), Sent(20, "nps", 7));
        Assert.Equal((1, ConversationState.Closed), (first.State().Ordinal, first.State().State));
        ConversationEvent[] asked = [.. WhoIsAsked, .. first.Events];
        Given(asked).When(Says("10", 30)).Then(
            Answering("10", 30), Scored(30, "nps", 10),
            new QuestionnaireEnded(
                At(30), By.Contact, ContactId, QuestionnairePurpose.Contact, 7, QuestionnaireOutcome.Completed));
        Given(asked).When(Says("-", 30)).Then(
            Answering("-", 30), new QuestionnaireAnswered(At(30), By.Contact, ContactId, 7, "nps"),
            new QuestionnaireEnded(
                At(30), By.Contact, ContactId, QuestionnairePurpose.Contact, 7, QuestionnaireOutcome.Completed));
    }

    [Fact]
    public void What_is_no_answer_opens_the_next_conversation_as_ever()
    {
        var opens = Given(WhoIsAsked).When(Says("Otra cosa", 20));
        Assert.Equal(["Opened", "MessageReceived", "Queued"], opens.Events.Select(it => it.GetType().Name));
        Assert.Null(opens.State().Asked);
        Assert.False(opens.State().ContactAsked);
    }

    [Fact]
    public void An_answer_counts_until_its_time_is_over_and_each_question_has_its_own()
    {
        Assert.Equal(1, Given(WhoIsAsked).When(Says("4", 109)).State().Ordinal);
        Assert.Equal(2, Given(WhoIsAsked).When(Says("4", 110)).State().Ordinal);
        ConversationEvent[] asked = [.. WhoIsAsked, .. Given(WhoIsAsked).When(Says("4", 100)).Events];
        Assert.Equal(1, Given(asked).When(Says("9", 200)).State().Ordinal);
        Assert.Equal(2, Given(asked).When(Says("9", 201)).State().Ordinal);
    }

    [Fact]
    public void Who_is_blocked_or_opted_out_answers_nothing()
    {
        ConversationEvent[] blocked = [.. WhoIsAsked, new ContactBlocked(At(15), BySupervisor.By)];
        Given(blocked).When(Says("4", 20)).Then(Received("4", 20));
        ConversationEvent[] out1 = [.. WhoIsAsked, new OptedOut(At(15), By.Contact)];
        Assert.Equal(2, Given(out1).When(Says("4", 20)).State().Ordinal);
    }

    [Fact]
    public void An_answer_in_wrap_up_leaves_the_wrap_up_as_it_is_and_anything_else_must_end_it_first()
    {
        ConversationEvent[] asked = [.. WrappedUpByAna, Sent(9, "csat")];
        var answered = Given(asked).When(Says("4", 20));
        answered.Then(Answering("4", 20), Scored(20, "csat", 4), Sent(20, "nps", 7));
        Assert.Equal(ConversationState.WrapUp, answered.State().State);
        Given(asked).When(Says("otra", 20)).ThenRejected(Rejection.ConversationClosed);
    }

    [Fact]
    public void An_answer_leaves_a_parked_or_held_conversation_where_it_is()
    {
        foreach (var events in (ConversationEvent[][])[ParkedByAna, HeldByAna])
        {
            ConversationEvent[] asked = [.. events, Sent(9, "csat")];
            Given(asked).When(Says("4", 20)).Then(Answering("4", 20), Scored(20, "csat", 4), Sent(20, "nps", 7));
            Assert.Equal(
                ["MessageReceived", "Queued"],
                Given(asked).When(Says("otra", 20)).Events.Select(it => it.GetType().Name));
        }
    }

    [Fact]
    public void What_was_parked_is_asked_again_when_it_ends_again()
    {
        ConversationEvent[] asked = [.. ParkedByAna, Sent(9, "csat")];
        var goesOn = Given(asked).When(Says("otra", 20)).State();
        Assert.Equal((false, null), (goesOn.ContactAsked, goesOn.Asked));
    }

    [Fact]
    public void An_agent_sends_it_once_where_agents_may()
    {
        Given(Answered).When(Send(ByAna)).Then(Sent(20, "csat", by: ByAna.By, until: 120));
        Given([.. Answered, Sent(9, "csat")]).When(Send(ByAna)).ThenRejected(Rejection.QuestionnaireAlreadySent);
        Given(Answered).When(Send(ByAna) with { AgentsMaySend = false })
            .ThenRejected(Rejection.QuestionnaireNotAllowed);
        Given(Answered).When(Send(BySupervisor) with { AgentsMaySend = false })
            .Then(Sent(20, "csat", by: BySupervisor.By, until: 120));
        Given(Answered).When(Send(ByBen)).ThenRejected(Rejection.NotAssignedToYou);
        Given(ClosedByAna).When(Send(ByAna)).ThenRejected(Rejection.ConversationClosed);
        Given(Conversations.Sample.Waiting).When(Send(BySupervisor)).ThenRejected(Rejection.NotAssignedToYou);
        Given([.. WithAna, new OptedOut(At(5), By.Contact)]).When(Send(ByAna))
            .ThenRejected(Rejection.ContactOptedOut);
    }

    [Fact]
    public void Nobody_need_answer_an_answer()
    {
        ConversationEvent[] asked = [.. Answered, Sent(9, "csat")];
        var answered = Given(asked).When(Says("4", 20)).State();
        Assert.Equal((null, At(20)), (answered.Turn.UnansweredSince, answered.Turn.SilentSince!.Value));
        var other = Given(asked).When(Says("una pregunta", 20)).State();
        Assert.Equal(At(20), other.Turn.UnansweredSince);
    }

    [Fact]
    public void The_contact_is_told_what_its_answers_lead_to()
    {
        Assert.Equal("questionnaireThanks", Told(null, QuestionnairePurpose.Contact));
        Assert.Equal("keepsPlace", Told(SteeringKind.Stay, QuestionnairePurpose.Waiting));
        Assert.Equal("keepsPlace", Told(null, QuestionnairePurpose.Waiting));
        Assert.Equal("leaveMessage", Told(SteeringKind.LeaveMessage, QuestionnairePurpose.Waiting));
        Assert.Equal("callBackRequested", Told(SteeringKind.CallBack, QuestionnairePurpose.Waiting));
        Assert.Equal("messageLeft", Assert.IsType<PhraseSent>(Announcer.Announce(
            [new Closed(At(9), By.Contact, CloseReason.MessageLeft)], Wording)[0]).Key);
    }

    private static string Told(SteeringKind? steering, QuestionnairePurpose purpose) => Announcer.Announce(
        [
            new QuestionnaireAnswered(At(9), By.Contact, ContactId, 7, "x", "x", null, null, steering),
            new QuestionnaireEnded(At(9), By.Contact, ContactId, purpose, 7, QuestionnaireOutcome.Completed),
        ],
        Wording).OfType<PhraseSent>().Single().Key;

    private static ReceiveMessage Says(string text, int second) => Mo(text, second) with { Questionnaires = Terms };

    private static SendQuestionnaire Send(Caller caller) =>
        new(At(20), 1, caller, Contact, "es", TimeSpan.FromSeconds(100), AgentsMaySend: true);

    private static MessageReceived Answering(string text, int second) => Received(text, second) with { Answers = true };

    private static QuestionnaireSent Sent(
        int second, string question, long? run = null, By? by = null, int? until = null) => new(
            At(second), by ?? By.System, ContactId, QuestionnairePurpose.Contact, question,
            QuestionText.Of(Contact.Find(question)!, "es", null), run, Until: At(until ?? second + 100));

    private static QuestionnaireAnswered Scored(int second, string question, int score) =>
        new(At(second), By.Contact, ContactId, 7, question, Score: score);
}
