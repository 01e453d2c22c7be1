using LiveChat.Core.Contacts;
using LiveChat.Core.Conversations;
using LiveChat.Core.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Rules;
using static LiveChat.Core.Tests.Conversations.Sample;
using static LiveChat.Core.Tests.Conversations.Scenario;
using static LiveChat.Core.Tests.Questionnaires.Forms;
using Scenario = LiveChat.Core.Tests.Conversations.Scenario;

namespace LiveChat.Core.Tests.Questionnaires;

/// <summary>R4.8: who has waited long enough is asked, and its answers steer.</summary>
public sealed class WaitingSpecs
{
    private const string WhatText =
        "Qué prefiere\n1. Esperar\n2. Dejar un mensaje\n3. Llámenme\n4. Llámenme y espero\n5. Soporte";

    private static readonly DeadlineTerms Asking =
        new(new LiveChatRules { WaitingQuestionnaireAfter = TimeSpan.FromSeconds(30) })
        {
            WaitingQuestionnaire = Forms.Waiting,
            FallbackLanguage = "es",
        };

    private static readonly QuestionnaireSent Asked = Sent(31, "what", WhatText, null, "stay,leave,call,soon,sales");

    /// <summary>Versions 1–5; asked in version 5.</summary>
    private static ConversationEvent[] WhoIsAsked => [.. Conversations.Sample.Waiting, Asked];

    [Fact]
    public void Who_has_waited_so_long_is_asked_once() =>
        Given(Conversations.Sample.Waiting).When(Fire(31)).Then(Asked);

    [Fact]
    public void It_counts_from_the_beginning_of_the_wait_and_acts_after_its_instant()
    {
        Assert.Equal(At(30), Due(Conversations.Sample.Waiting));
        Given(Conversations.Sample.Waiting).When(Fire(30)).ThenNothing();
    }

    [Fact]
    public void It_is_asked_once_per_wait()
    {
        Given(WhoIsAsked).When(Fire(90)).ThenNothing();
        ConversationEvent[] back =
        [
            .. WhoIsAsked, new Assigned(At(40), By.System, Ana, Sales, One),
            new Unassigned(At(50), By.System, Ana, QueuedReason.AgentDisconnected),
            new Queued(
                At(50), By.System, Sales, 3, Noon, Admitted: true, null, QueuedReason.AgentDisconnected),
        ];
        Assert.Equal(At(80), Due(back));
    }

    [Fact]
    public void Another_queue_and_an_offer_that_comes_to_nothing_do_not_begin_a_wait_anew()
    {
        ConversationEvent[] declined =
        [
            .. OfferedToAna, new OfferDeclined(At(20), ByAna.By, Ana),
            new Queued(At(20), By.System, Sales, 3, Noon, Admitted: true, Ana, QueuedReason.OfferDeclined),
        ];
        Assert.Equal(At(30), Due(declined));
        ConversationEvent[] moved =
        [
            .. Conversations.Sample.Waiting, new Transferred(At(20), BySupervisor.By, null, null, Support, null),
            new Queued(At(20), BySupervisor.By, Support, 3, Noon, Admitted: true, null, QueuedReason.Transfer),
        ];
        Assert.Equal(At(30), Due(moved));
        Assert.Null(Due([.. WhoIsAsked, .. moved[^2..]]));
    }

    [Fact]
    public void Nobody_is_asked_who_was_not_admitted_who_opted_out_or_while_it_is_offered()
    {
        Assert.Null(Due(Arrived));
        Assert.Null(Due(OfferedToAna));
        Assert.Null(Due(WithAna));
        Assert.Null(Due([.. Conversations.Sample.Waiting, new OptedOut(At(2), By.Contact)]));
        Assert.Null(DeadlineTable.At(
            DeadlineKind.WaitingQuestionnaire, StateOf(Conversations.Sample.Waiting),
            Asking with { WaitingQuestionnaire = null }));
        Assert.Null(DeadlineTable.At(
            DeadlineKind.WaitingQuestionnaire, StateOf(Conversations.Sample.Waiting),
            new DeadlineTerms(new LiveChatRules()) { WaitingQuestionnaire = Forms.Waiting }));
    }

    [Fact]
    public void Who_stays_is_asked_the_next_question_and_keeps_its_place()
    {
        var stays = Given(WhoIsAsked).When(Says("1", 40));
        stays.Then(
            Answering("1", 40), Answered(40, "what", SteeringKind.Stay, option: "stay"),
            Sent(40, "about", "De qué se trata", 5));
        Given([.. WhoIsAsked, .. Decided(Given(WhoIsAsked), Says("1", 40))]).When(Says("una factura", 50)).Then(
            Answering("una factura", 50), Answered(50, "about", null, text: "una factura"), Ended(50));
        Assert.Equal(ConversationState.Waiting, stays.State().State);
        Assert.Equal(StateOf(WhoIsAsked).StateVersion, stays.State().StateVersion);
    }

    [Fact]
    public void Who_leaves_a_message_is_closed_with_its_next_text()
    {
        var leaves = Decided(Given(WhoIsAsked), Says("2", 40));
        Assert.Equal(
            [Answering("2", 40), Answered(40, "what", SteeringKind.LeaveMessage, option: "leave"), Ended(40)], leaves);
        Given([.. WhoIsAsked, .. leaves]).When(Says("Llamen a mi hijo", 50)).Then(
            Answering("Llamen a mi hijo", 50), new Closed(At(50), By.Contact, CloseReason.MessageLeft));
        Given([.. WhoIsAsked, .. leaves]).When(Says(" ", 50)).Then(Received(" ", 50));
    }

    [Fact]
    public void Who_wants_to_be_called_is_closed_or_waits_on_as_the_option_says()
    {
        Given(WhoIsAsked).When(Says("llamada", 40)).Then(
            Answering("llamada", 40), Answered(40, "what", SteeringKind.CallBack, option: "call"), Ended(40),
            new Closed(At(40), By.Contact, CloseReason.CallBackRequested));
        Given(WhoIsAsked).When(Says("4", 40)).Then(
            Answering("4", 40), Answered(40, "what", SteeringKind.CallBack, option: "soon"),
            Sent(40, "about", "De qué se trata", 5));
    }

    [Fact]
    public void Who_chooses_another_queue_waits_there_in_the_place_of_its_first_entry() =>
        Given(WhoIsAsked).When(Says("5", 40)).Then(
            Answering("5", 40), Answered(40, "what", SteeringKind.Transfer, option: "sales"), Ended(40),
            new Transferred(At(40), By.Contact, null, null, Support, null, TransferReason.Questionnaire),
            new Queued(At(40), By.Contact, Support, 3, Noon, Admitted: true, null, QueuedReason.Questionnaire));

    [Fact]
    public void While_that_queue_is_closed_or_gone_it_keeps_its_place() =>
        Given(WhoIsAsked).When(Says("5", 40) with { Questionnaires = Terms with { OpenQueues = [] } }).Then(
            Answering("5", 40), Answered(40, "what", SteeringKind.Stay, option: "sales"),
            Sent(40, "about", "De qué se trata", 5));

    [Fact]
    public void What_fits_nothing_is_asked_once_more_and_then_is_a_message()
    {
        var again = Decided(Given(WhoIsAsked), Says("hola?", 40));
        Assert.Equal(
            [Answering("hola?", 40), Sent(40, "what", $"¿Cómo?\n{WhatText}", 5, Asked.Choices, attempt: 2)], again);
        Given([.. WhoIsAsked, .. again]).When(Says("hola??", 50)).Then(Received("hola??", 50));
        Given([.. WhoIsAsked, .. again]).When(Says("1", 50)).Then(
            Answering("1", 50), Answered(50, "what", SteeringKind.Stay, option: "stay"),
            Sent(50, "about", "De qué se trata", 5));
    }

    [Fact]
    public void An_agent_ends_it_and_sees_the_answers_so_far()
    {
        ConversationEvent[] withAna =
        [
            .. WhoIsAsked, .. Decided(Given(WhoIsAsked), Says("1", 40)),
            new Assigned(At(41), By.System, Ana, Sales, One),
        ];
        Assert.Null(StateOf(withAna).Asked);
        Given(withAna).When(Says("2", 42)).Then(Received("2", 42));
    }

    [Fact]
    public void While_it_is_offered_it_can_still_be_answered() =>
        Given([.. WhoIsAsked, new Offered(At(41), By.System, Ana, Sales, One, At(60))]).When(Says("3", 42)).Then(
            Answering("3", 42), Answered(42, "what", SteeringKind.CallBack, option: "call"), Ended(42),
            new Closed(At(42), By.Contact, CloseReason.CallBackRequested));

    [Fact]
    public void Who_is_sent_away_is_asked_nothing_any_more()
    {
        var away = Given(WhoIsAsked).When(new SendAway(At(40), 1, Sales, 3, "Bye.")).State();
        Assert.Null(away.Asked);
        Assert.Equal(ConversationState.Closed, away.State);
    }

    [Fact]
    public void Who_opts_out_or_asks_for_another_language_answers_nothing()
    {
        Given(WhoIsAsked).When(Says("stop", 40) with { Wish = new ContactWish(Consent.OptOut, null) }).Then(
            Received("stop", 40), new OptedOut(At(40), By.Contact),
            new Closed(At(40), By.Contact, CloseReason.Contact));
        Given(WhoIsAsked).When(Says("french", 40) with { Wish = new ContactWish(Consent.Unsaid, "fr") }).Then(
            Received("french", 40), new LanguageSwitched(At(40), By.Contact, "fr"));
    }

    [Fact]
    public void Of_a_questionnaire_that_was_deleted_nothing_is_answered() => Given(WhoIsAsked)
        .When(Says("1", 40) with { Questionnaires = QuestionnaireTerms.None }).Then(Received("1", 40));

    private static ReceiveMessage Says(string text, int second) => Mo(text, second) with { Questionnaires = Terms };

    private static FireDeadline Fire(int second) =>
        new(At(second), 1, DeadlineKind.WaitingQuestionnaire, Asking, "");

    private static MessageReceived Answering(string text, int second) => Received(text, second) with { Answers = true };

    private static QuestionnaireSent Sent(
        int second, string question, string text, long? run, string choices = "", int attempt = 1) => new(
            At(second), By.System, WaitingId, QuestionnairePurpose.Waiting, question, text, run, choices, attempt);

    private static QuestionnaireAnswered Answered(
        int second, string question, SteeringKind? steering, string? option = null, string? text = null) => new(
            At(second), By.Contact, WaitingId, 5, question, option, null, text, steering);

    private static QuestionnaireEnded Ended(int second) => new(
        At(second), By.Contact, WaitingId, QuestionnairePurpose.Waiting, 5, QuestionnaireOutcome.Completed);

    private static DateTimeOffset? Due(ConversationEvent[] events) =>
        DeadlineTable.At(DeadlineKind.WaitingQuestionnaire, StateOf(events), Asking);

    private static Conversation StateOf(ConversationEvent[] events) =>
        ConversationFold.Evolve(Conversation.Empty with { Thread = Conversations.Sample.Thread }, events);

    private static ConversationEvent[] Decided(Scenario scenario, ConversationCommand command) =>
        [.. scenario.When(command).Events];
}
